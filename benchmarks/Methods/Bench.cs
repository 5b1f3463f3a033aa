using Microsoft.ML;
using MLNet.Ride;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Torch.Training;

namespace Methods;

/// <summary>Trains a method in an ordinary pipeline and evaluates it on the test images.</summary>
/// <param name="ml">The context.</param>
/// <param name="images">Training and test images.</param>
/// <param name="schedule">What all methods share.</param>
/// <param name="representation">A trained model whose network several methods give new classifiers; null trains one.</param>
internal sealed class Bench(MLContext ml, Cifar100 images, Schedule schedule, ITransformer? representation)
{
    private (ITransformer Model, double ImagesPerSecond)? _representation = representation is null ? null : (representation, 0);

    public Row Run(Method method)
    {
        var speed = new Speed();
        (ITransformer model, double trained) = method.Classifier is null ? Train(method, speed) : Retrain(method, speed);
        LongTailedMetrics metrics = ml.MulticlassClassification.EvaluateLongTailed(model.Transform(images.Test), model);
        (model as IDisposable)?.Dispose();
        Console.Error.WriteLine($"{method.Name}: {metrics.Overall.Accuracy:P1}");
        return new(method.Name, method.Description, metrics, trained);
    }

    // The network that several methods give new classifiers is trained once.
    private (ITransformer Model, double ImagesPerSecond) Retrain(Method method, Speed speed)
    {
        _representation ??= Train(method, speed);
        ITransformer model = ml.MulticlassClassification.RetrainClassifier(_representation.Value.Model, images.Train, schedule.Shortened(method.Classifier!));
        return (model, _representation.Value.ImagesPerSecond);
    }

    private (ITransformer Model, double ImagesPerSecond) Train(Method method, Speed speed)
    {
        RideTrainer.Options options = schedule.Options(method);
        options.Progress = speed;
        ITransformer model = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.MulticlassClassification.Trainers.Ride(options))
            .Fit(images.Train);
        return (model, speed.ImagesPerSecond);
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
