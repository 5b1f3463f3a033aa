using System.Diagnostics;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime.Mpi;
using MLNet.Ride.Torch.Training;
using TorchSharp;

namespace Parallel;

/// <summary>Times of steps and of sums, which alternate, so that other load on the machine touches both.</summary>
/// <param name="Bytes">Bytes of the gradient.</param>
/// <param name="Step">Milliseconds of a step without the sum: forward, backward, and update.</param>
/// <param name="Sum">Milliseconds of the sum over all processes, after they have waited for each other.</param>
internal sealed record StepTimes(long Bytes, double Step, double Sum)
{
    public const int Rounds = 12;
    private const int WarmUp = 2;

    public static StepTimes Measure(RideOptions options, ProcessGroup group)
    {
        using RideModel model = RideModel.Create(ModelDescription.Of(options, [20, 20]), 1);
        using LabeledImages images = Noise(options.ImageSize);
        using var stage = new ExpertStage("experts", model, images, options);
        using GradientSum sum = stage.Optimizer.SumOver(group);
        using torch.Tensor pixels = torch.randn(options.BatchSize, 3, options.ImageSize, options.ImageSize);
        using torch.Tensor labels = torch.zeros(options.BatchSize, torch.int64);
        using torch.Tensor none = torch.zeros(1);
        stage.BeginEpoch(1);
        List<double> steps = [], sums = [];
        for (int round = 0; round < WarmUp + Rounds; round++)
        {
            steps.Add(Milliseconds(() =>
            {
                using DisposeScope scope = torch.NewDisposeScope();
                stage.Optimizer.Step(stage.Loss(pixels, new(labels), 1));
            }));
            _ = group.Any(false);
            sums.Add(Milliseconds(() => sum.Run(none[0], withGradients: true)));
        }

        return new(sizeof(float) * model.Network.parameters().Sum(parameter => parameter.numel()), Median(steps[WarmUp..]), Median(sums[WarmUp..]));
    }

    private static LabeledImages Noise(int size)
    {
        var images = new LabeledImages(size, 2);
        for (int i = 0; i < 40; i++)
        {
            images.Add(new byte[3 * size * size], i % 2);
        }

        return images;
    }

    private static double Milliseconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
