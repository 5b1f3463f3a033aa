using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tool.Data;

namespace MLNet.Ride.Tool.Commands;

/// <summary>Trains a model on images, validates it on those of a validation part, and saves it.</summary>
/// <param name="ml">The context.</param>
/// <param name="sets">The images.</param>
/// <param name="report">The report to write on the test images; <see langword="null"/> for none.</param>
/// <param name="tensorBoard">Folder of the training history for TensorBoard; <see langword="null"/> for none.</param>
/// <param name="skipUnreadable">Whether images that cannot be read are skipped, rather than refused.</param>
/// <param name="terminal">Receives progress and results.</param>
internal sealed class TrainingRun(MLContext ml, ImageSets sets, FileInfo? report, DirectoryInfo? tensorBoard, bool skipUnreadable, Terminal terminal) : IDisposable
{
    private ITransformer? _model;
    private TrainingHistory? _history;
    private IDataView? _test;

    /// <summary>Whether this process writes the model and the report, rather than another one that trains together with it.</summary>
    public bool Writes { get; init; } = true;

    public void Train(RideTrainer.Options options, FileInfo output)
    {
        (IDataView train, IDataView? validation, _test) = Images(options);
        if (Writes)
        {
            output.Directory!.Create();
        }

        _model = terminal.TrainingDisplay().Show(output.Name, progress =>
        {
            _history = new TrainingHistory(progress);
            options.Progress = tensorBoard is null || !Writes ? _history : new TensorBoardLog(tensorBoard.FullName, _history);
            options.ValidationSet = validation is null ? null : Read(validation);
            return Pipeline(options).Fit(train);
        });
        if (!Writes)
        {
            return;
        }

        SavedModel.Save(ml, _model, train.Schema, output.FullName);
        RideTransformer ride = RideTransformer.FindIn(_model);
        terminal.Out.WriteLine($"Saved {output}: {ride.ClassCount} classes, {ride.TrainingCounts.Sum()} training images, {(options.Seed is { } seed ? $"seed {seed}" : "random seed")}.");
    }

    /// <summary>Evaluates the trained model on the test images and writes the report, if there is one to write.</summary>
    public void Report()
    {
        if (report is null || !Writes)
        {
            return;
        }

        IDataView scored = _model!.Transform(_test!);
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

    private (IDataView Train, IDataView? Validation, IDataView? Test) Images(RideTrainer.Options options)
    {
        IDataView? test = report is null ? null : sets.Test;
        if (!sets.AreFiles)
        {
            return (sets.Train, sets.Validation, test);
        }

        var readable = new ReadableImages(ml, options.Decoding, options.CancellationToken);
        (IDataView, IDataView?, IDataView?) parts = (readable.Of(sets.Train), readable.Of(sets.Validation), readable.Of(test));
        readable.Report(skipUnreadable, terminal);
        return parts;
    }

    private IDataView Read(IDataView images) => sets.AreFiles ? Reader().Fit(images).Transform(images) : images;

    private ImageLoadingEstimator Reader() => ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath");
}
