using System.Diagnostics;
using Microsoft.ML;
using MLNet.Ride;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Reporting;
using QuickStart.Data;
using QuickStart.Display;

namespace QuickStart.Training;

/// <summary>Trains with a method, evaluates on the test images, and saves the model and a report where that is asked for.</summary>
internal sealed class Experiment(MLContext ml, IImageSource images, ITrainingDisplay display, CancellationToken cancellation)
{
    public MethodResult Run(Method method, Kept? kept = null)
    {
        var speed = new SpeedMeter();
        var time = Stopwatch.StartNew();
        TrainingHistory? history = null;
        ITransformer model = display.Show(method.Name, progress => Fit(method.Options, history = new TrainingHistory(speed.Before(progress))));
        TimeSpan trainingTime = time.Elapsed;
        try
        {
            time.Restart();
            LongTailedMetrics metrics = ml.MulticlassClassification.EvaluateLongTailed(model.Transform(images.Test), model, out IReadOnlyList<Mistake> mistakes);
            double scoringSpeed = metrics.Overall.ExampleCount / time.Elapsed.TotalSeconds;
            cancellation.ThrowIfCancellationRequested();
            if (kept is not null)
            {
                Save(model, kept.ModelFile);
                metrics.SaveReport(kept.ReportFile, new ReportOptions
                {
                    Title = images.Description,
                    Name = method.Name,
                    Baseline = kept.Baseline?.Metrics,
                    BaselineName = kept.Baseline?.Method.Name ?? "none",
                    Training = history,
                    Mistakes = mistakes,
                    Model = model,
                });
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
