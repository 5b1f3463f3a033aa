using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Training;

public class WeightAverageTests
{
    private const double Decay = 0.25;

    private static readonly LabeledImages Images = DrawnImages.Create([40, 20, 10], TinyRide.ImageSize);

    [Fact]
    public void After_one_step_a_run_ends_with_what_the_decay_says()
    {
        RideOptions options = OneStep();
        using RideModel initial = RideModel.Create(ModelDescription.Of(options, Images.ClassCounts), options.Seed);
        using RideModel plain = RideTraining.Train(Images, options, CPU);
        options.Optimizer.AverageDecay = Decay;

        using RideModel averaged = RideTraining.Train(Images, options, CPU);

        IReadOnlyDictionary<string, Tensor> before = initial.State();
        IReadOnlyDictionary<string, Tensor> after = plain.State();
        foreach ((string name, Tensor average) in averaged.State())
        {
            if (average.is_floating_point())
            {
                Tensor expected = before[name].mul(Decay).add(after[name].mul(1 - Decay));
                Assert.True(average.allclose(expected, 1e-5, 1e-6), name);
            }
            else
            {
                Assert.Equal(after[name].item<long>(), average.item<long>());
            }
        }
    }

    [Fact]
    public void The_average_is_what_is_validated()
    {
        RideOptions options = TinyRide.Options(epochs: 3);
        options.Optimizer.AverageDecay = 0.99;
        var progress = new ProgressRecorder();

        using RideModel model = RideTraining.Train(Images, options, CPU, progress, inputs: new TrainingInputs { Validation = Images });

        Assert.Equal(Accuracy(model), progress.Reports[^1].Validation!.Overall);
        options.Optimizer.AverageDecay = 0;
        using RideModel plain = RideTraining.Train(Images, options, CPU);
        Assert.NotEqual(Accuracy(plain), Accuracy(model));
    }

    [Fact]
    public void The_best_epoch_is_that_of_the_average()
    {
        RideOptions options = TinyRide.Options(epochs: 4);
        options.Optimizer.AverageDecay = 0.9;
        options.Validation.Keep = KeptEpoch.Best;
        var progress = new ProgressRecorder();

        using RideModel model = RideTraining.Train(Images, options, CPU, progress, inputs: new TrainingInputs { Validation = Images });

        Assert.Equal(progress.Reports.Max(report => report.Validation?.Overall), Accuracy(model));
    }

    [Fact]
    public void Training_itself_does_not_see_the_average()
    {
        RideOptions options = TinyRide.Options(epochs: 2);
        var plain = new ProgressRecorder();
        RideTraining.Train(Images, options, CPU, plain).Dispose();
        options.Optimizer.AverageDecay = 0.9;
        var averaged = new ProgressRecorder();
        RideTraining.Train(Images, options, CPU, averaged).Dispose();

        Assert.Equal(plain.Reports.Select(report => report.Loss), averaged.Reports.Select(report => report.Loss));
    }

    private static RideOptions OneStep()
    {
        RideOptions options = TinyRide.Options();
        options.BatchSize = Images.Count;
        return options;
    }

    private static double Accuracy(RideModel model)
    {
        int correct = 0;
        foreach (LabeledBatch batch in EvaluationBatches.Read(Images, model.Description.NoAugmentation(), 16, CancellationToken.None))
        {
            using DisposeScope scope = NewDisposeScope();
            using IDisposable noGradient = no_grad();
            correct += model.Network.forward(batch.Images(CPU)).argmax(1).eq(batch.Labels(CPU)).sum().to_type(ScalarType.Int32).item<int>();
        }

        return (double)correct / Images.Count;
    }
}
