using System.Diagnostics;
using Microsoft.ML;
using MLNet.Ride;
using MLNet.Ride.Evaluation;
using QuickStart.Data;
using QuickStart.Display;

namespace QuickStart.Training;

/// <summary>Trains with a method, evaluates on the test images, and saves the model where that is asked for.</summary>
internal sealed class Experiment(MLContext ml, IImageSource images, ITrainingDisplay display, CancellationToken cancellation)
{
    public MethodResult Run(Method method, string? modelFile = null)
    {
        var speed = new SpeedMeter();
        var time = Stopwatch.StartNew();
        ITransformer model = display.Show(method.Name, progress => Fit(method.Options, speed.Before(progress)));
        TimeSpan trainingTime = time.Elapsed;
        try
        {
            time.Restart();
            LongTailedMetrics metrics = ml.MulticlassClassification.EvaluateLongTailed(model.Transform(images.Test), images.Train);
            double scoringSpeed = metrics.Overall.ExampleCount / time.Elapsed.TotalSeconds;
            cancellation.ThrowIfCancellationRequested();
            if (modelFile is not null)
            {
                Save(model, modelFile);
            }

            return new(method, metrics, trainingTime, speed.ImagesPerSecond, scoringSpeed);
        }
        finally
        {
            (model as IDisposable)?.Dispose();
        }
    }

    private ITransformer Fit(RideTrainer.Options options, IProgress<MLNet.Ride.Torch.Training.TrainingProgress> progress)
    {
        options.Progress = progress;
        options.CancellationToken = cancellation;
        return images.Pipeline(ml.MulticlassClassification.Trainers.Ride(options)).Fit(images.Train);
    }

    /// <summary>Saves under another name first, so that a file of this name is always whole.</summary>
    private void Save(ITransformer model, string file)
    {
        string unfinished = file + ".unfinished";
        ml.Model.Save(model, images.Train.Schema, unfinished);
        File.Move(unfinished, file, overwrite: true);
    }
}
