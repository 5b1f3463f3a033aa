using Microsoft.ML;
using MLNet.Ride;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Torch.Training;

namespace Methods;

/// <summary>Trains a method in an ordinary pipeline and evaluates it on the test images.</summary>
internal sealed class Bench(MLContext ml, Cifar100 images, Schedule schedule)
{
    public Row Run(Method method)
    {
        var speed = new Speed();
        using var model = (IDisposable)Train(method, speed);
        LongTailedMetrics metrics = ml.MulticlassClassification.EvaluateLongTailed(((ITransformer)model).Transform(images.Test), (ITransformer)model);
        Console.Error.WriteLine($"{method.Name}: {metrics.Overall.Accuracy:P1}");
        return new(method.Name, method.Description, metrics, speed.ImagesPerSecond);
    }

    private ITransformer Train(Method method, Speed speed)
    {
        RideTrainer.Options options = schedule.Options(method);
        options.Progress = speed;
        return ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.MulticlassClassification.Trainers.Ride(options))
            .Fit(images.Train);
    }

    /// <summary>Images per second of the stage that trained the experts.</summary>
    private sealed class Speed : IProgress<TrainingProgress>
    {
        public double ImagesPerSecond { get; private set; }

        public void Report(TrainingProgress value)
        {
            if (value.Stage == "experts")
            {
                ImagesPerSecond = value.ImagesPerSecond;
            }

            if (value.EndsEpoch)
            {
                Console.Error.WriteLine($"  {value.Stage} {value.Epoch}/{value.EpochCount}, loss {value.Loss:0.000}, {value.ImagesPerSecond:0} images/s");
            }
        }
    }
}
