using Microsoft.ML;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Reporting;
using MLNet.Ride.Tool.Data;
using MLNet.Ride.Tool.Output;

namespace MLNet.Ride.Tool.Commands;

/// <summary>From images to a saved model.</summary>
internal sealed class TrainingRun(MLContext ml, ImageData images, Terminal terminal)
{
    public void Train(RideTrainer.Options options, FileInfo output, ImageData? test, FileInfo? report)
    {
        output.Directory!.Create();
        TrainingHistory? history = null;
        ITransformer model = terminal.TrainingDisplay().Show(output.Name, progress =>
        {
            options.Progress = history = new TrainingHistory(progress);
            return Pipeline(options).Fit(images.View);
        });
        using var owned = (IDisposable)model;
        Save(model, output.FullName);
        RideTransformer ride = RideTransformer.FindIn(model);
        terminal.Out.WriteLine($"Saved {output}: {ride.ClassCount} classes, {ride.TrainingCounts.Sum()} training images, seed {options.Seed?.ToString() ?? "drawn"}.");
        if (test is not null && report is not null)
        {
            Evaluate(model, test, report, history!);
        }
    }

    private IEstimator<ITransformer> Pipeline(RideTrainer.Options options)
    {
        IEstimator<ITransformer> labels = ml.Transforms.Conversion.MapValueToKey("Label");
        IEstimator<ITransformer> prepared = images.AreFiles ? labels.Append(ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath")) : labels;
        return prepared.Append(ml.MulticlassClassification.Trainers.Ride(options)).Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
    }

    // A file that is there is a whole one.
    private void Save(ITransformer model, string path)
    {
        string partial = path + ".partial";
        ml.Model.Save(model, images.View.Schema, partial);
        File.Move(partial, path, overwrite: true);
    }

    private void Evaluate(ITransformer model, ImageData test, FileInfo report, TrainingHistory history)
    {
        IDataView scored = model.Transform(test.View);
        var options = new ReportOptions { Name = "model", Training = history, Mistakes = ml.MulticlassClassification.WorstMistakes(scored), Model = model };
        LongTailedMetrics metrics = ml.MulticlassClassification.EvaluateLongTailed(scored, model);
        report.Directory!.Create();
        metrics.SaveReport(report.FullName, options);
        MetricsTable.Write(terminal.Results, [new("model", metrics)]);
        terminal.Out.WriteLine($"Wrote {report}.");
    }
}
