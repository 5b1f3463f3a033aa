using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Evaluation;

namespace MLNet.Ride.Tool.Commands;

/// <summary>Trains a model on images, validates it on those of a validation part, and saves it.</summary>
internal sealed class TrainingRun(MLContext ml, ImageSets sets, Terminal terminal) : IDisposable
{
    private ITransformer? _model;
    private TrainingHistory? _history;

    public void Train(RideTrainer.Options options, FileInfo output)
    {
        output.Directory!.Create();
        _model = terminal.TrainingDisplay().Show(output.Name, progress =>
        {
            options.Progress = _history = new TrainingHistory(progress);
            options.ValidationSet = sets.Validation is { } validation ? Read(validation) : null;
            return Pipeline(options).Fit(sets.Train);
        });
        Save(_model, output.FullName);
        RideTransformer ride = RideTransformer.FindIn(_model);
        terminal.Out.WriteLine($"Saved {output}: {ride.ClassCount} classes, {ride.TrainingCounts.Sum()} training images, {(options.Seed is { } seed ? $"seed {seed}" : "random seed")}.");
    }

    /// <summary>Evaluates the trained model and writes a report.</summary>
    public void Evaluate(IDataView test, FileInfo report)
    {
        IDataView scored = _model!.Transform(test);
        LongTailedMetrics metrics = ml.MulticlassClassification.EvaluateWithMistakes(scored, _model, out IReadOnlyList<Mistake> mistakes);
        var options = new ReportOptions { Name = "model", Training = _history, Mistakes = mistakes, Model = _model };
        report.Directory!.Create();
        metrics.SaveReport(report.FullName, options);
        MetricsTable.Write(terminal.Results, [new("model", metrics)]);
        terminal.Out.WriteLine($"Wrote {report}.");
    }

    public void Dispose() => (_model as IDisposable)?.Dispose();

    private IEstimator<ITransformer> Pipeline(RideTrainer.Options options)
    {
        IEstimator<ITransformer> labels = ml.Transforms.Conversion.MapValueToKey("Label");
        IEstimator<ITransformer> prepared = sets.AreFiles ? labels.Append(Reader()) : labels;
        return prepared.Append(ml.MulticlassClassification.Trainers.Ride(options)).Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
    }

    private IDataView Read(IDataView images) => sets.AreFiles ? Reader().Fit(images).Transform(images) : images;

    private ImageLoadingEstimator Reader() => ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath");

    // The file is written atomically.
    private void Save(ITransformer model, string path)
    {
        string partial = path + ".partial";
        ml.Model.Save(model, sets.Train.Schema, partial);
        File.Move(partial, path, overwrite: true);
    }
}
