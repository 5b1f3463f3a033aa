using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Torch.Training.Schedules;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Training;

/// <summary>TorchSharp lets the garbage collector free numbers while libtorch reads them.</summary>
public sealed class GarbageCollectionTests
{
    private const int Learners = 4;

    [Theory]
    [InlineData("focal", OptimizerAlgorithm.Sgd)]
    [InlineData("cross-entropy", OptimizerAlgorithm.AdamW)]
    public async Task The_garbage_collector_does_not_disturb_training(string loss, OptimizerAlgorithm algorithm)
    {
        float[] expected = Learned(loss, algorithm);
        await Compile(() => Learned(loss, algorithm));
        using var over = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        Task collector = Task.Run(() =>
        {
            while (!over.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        Task[] learners = [.. Enumerable.Range(0, Learners).Select(_ => Task.Run(() =>
        {
            while (!over.IsCancellationRequested)
            {
                Assert.Equal(expected, Learned(loss, algorithm));
            }
        }))];
        await Task.WhenAll([collector, .. learners]);
    }

    // Only optimized code gives up a number before the call that reads it is over. A method is optimized after two times 30 calls, on another thread.
    private static async Task Compile(Action run)
    {
        for (int round = 0; round < 4; round++)
        {
            run();
            run();
            await Task.Delay(250);
        }
    }

    private static float[] Learned(string classification, OptimizerAlgorithm algorithm)
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter[] logits = [.. Enumerable.Range(0, 3).Select(expert => new Parameter(tensor([.. Enumerable.Range(0, 6).Select(i => MathF.Sin(i + expert))], [2, 3])))];
        using var loss = new ExpertLoss(new() { Classification = classification, DiversityFactor = -0.45 }, [9, 3, 1], 10, logits.Length);
        using var optimizer = new StageOptimizer(logits, new() { Algorithm = algorithm, AccumulationSteps = 2 }, new WarmUpStepSchedule(0, [], 1));
        Tensor labels = tensor((long[])[2, 0]);
        for (int step = 1; step <= 20; step++)
        {
            using DisposeScope ofStep = NewDisposeScope();
            optimizer.Step(loss.Compute(logits, labels, step), 2, endsEpoch: false);
        }

        return [.. logits.SelectMany(ofExpert => ofExpert.data<float>().ToArray())];
    }
}
