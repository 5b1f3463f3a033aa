using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Scoring;

/// <summary>The classifier in the pipelines that ML.NET lets people build.</summary>
public sealed class PipelineUseTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Cross_validation_trains_on_the_other_folds_and_evaluates_each()
    {
        IDataView data = Keyed(8);
        var results = _ml.MulticlassClassification.CrossValidate(data, _ml.MulticlassClassification.Trainers.Ride(TinyRide.Options()), numberOfFolds: 2);
        Assert.Equal([0, 1], results.Select(r => r.Fold));
        Assert.Equal(24, results.Sum(r => r.ScoredHoldOutSet.GetColumn<uint>("PredictedLabel").Count()));
        Assert.All(results, result =>
        {
            using var model = Assert.IsType<RideTransformer>(result.Model);
            uint[] labels = [.. result.ScoredHoldOutSet.GetColumn<uint>("Label")], predicted = [.. result.ScoredHoldOutSet.GetColumn<uint>("PredictedLabel")];
            Assert.Equal(24 - labels.Length, model.TrainingCounts.Sum());
            Assert.Equal(labels.Zip(predicted).Average(p => p.First == p.Second ? 1 : 0), result.Metrics.MicroAccuracy, 12);
        });
    }

    [Fact]
    public void A_chain_within_a_chain_is_trained_saved_and_loaded()
    {
        IDataView data = Rows(4);
        var inner = _ml.MulticlassClassification.Trainers.Ride(TinyRide.Options()).Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        using var model = _ml.Transforms.Conversion.MapValueToKey("Label").Append(inner).Fit(data);
        List<PredictionRow> expected = Predictions(model, data);
        Assert.Equal(12, expected.Count);
        Assert.All(expected, p => Assert.Equal(PixelRow.Names[Array.IndexOf(p.Score, p.Score.Max())], p.PredictedLabel));

        ITransformer loaded = Reload(model, data.Schema);
        Same(expected, Predictions(loaded, data));
        ((IDisposable)loaded).Dispose();
    }

    [Fact]
    public void A_loaded_classifier_is_appended_to()
    {
        IDataView data = Rows(4);
        using RideTransformer model = TinyRide.Transformer(_ml);
        ITransformer loaded = Reload(model, data.Schema);
        ITransformer names = _ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(loaded.Transform(data));
        using TransformerChain<ITransformer> longer = loaded.Append(names);
        List<PredictionRow> expected = Predictions(longer, data);
        Assert.Equal(
            model.Transform(data).GetColumn<uint>("PredictedLabel").Select(k => PixelRow.Names[(int)k - 1]), expected.Select(p => p.PredictedLabel));

        ITransformer again = Reload(longer, data.Schema);
        Same(expected, Predictions(again, data));
        using PredictionEngine<PixelRow, PredictionRow> engine = _ml.Model.CreatePredictionEngine<PixelRow, PredictionRow>(again);
        Same(expected, [.. PixelRow.Draw(4).Select(row => engine.Predict(row))]);
    }

    [Fact]
    public void The_trained_classifier_of_a_loaded_chain_is_found()
    {
        IDataView data = Rows(4);
        using var model = _ml.Transforms.Conversion.MapValueToKey("Label").Append(_ml.MulticlassClassification.Trainers.Ride(TinyRide.Options())).Fit(data);
        using var loaded = Assert.IsType<TransformerChain<ITransformer>>(Reload(model, data.Schema));
        var classifier = Assert.IsType<RideTransformer>(loaded.LastTransformer);
        Assert.Equal(PixelRow.Names, classifier.ClassNames);
        Assert.Equal([4, 4, 4], classifier.TrainingCounts);
    }

    [Fact]
    public void A_pipeline_is_saved_and_loaded_with_the_loader_of_its_list()
    {
        using var folder = new TemporaryFolder();
        DrawnImages.SaveFolder(folder, "images", 3, 3, 3);
        string list = folder.File("list.csv");
        File.WriteAllLines(list, ["Label,ImagePath", .. PixelRow.Names.SelectMany(
            name => Directory.EnumerateFiles(folder.File("images", name, "x")[..^2]).Order().Select(file => $"{name},{file}"))]);
        TextLoader.Column[] columns = [new("Label", DataKind.String, 0), new("ImagePath", DataKind.String, 1)];
        TextLoader loader = _ml.Data.CreateTextLoader(columns, separatorChar: ',', hasHeader: true);
        IDataView data = loader.Load(new MultiFileSource(list));
        using var model = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(_ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath"))
            .Append(_ml.MulticlassClassification.Trainers.Ride(TinyRide.Options()))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(data);
        List<PredictionRow> expected = Predictions(model, data);
        Assert.Equal(9, expected.Count);

        _ml.Model.Save(model, loader, folder.File("model.zip"));
        ITransformer loaded = new MLContext().Model.LoadWithDataLoader(folder.File("model.zip"), out IDataLoader<IMultiStreamSource> loadedLoader);
        Same(expected, Predictions(loaded, loadedLoader.Load(new MultiFileSource(list))));
        ((IDisposable)loaded).Dispose();
    }

    private IDataView Rows(int perClass) => _ml.Data.LoadFromEnumerable(PixelRow.Draw(perClass).ToList());

    private IDataView Keyed(int perClass) => _ml.Transforms.Conversion.MapValueToKey("Label").Fit(Rows(perClass)).Transform(Rows(perClass));

    private List<PredictionRow> Predictions(ITransformer model, IDataView data)
        => [.. _ml.Data.CreateEnumerable<PredictionRow>(model.Transform(data), reuseRowObject: false)];

    private ITransformer Reload(ITransformer model, DataViewSchema schema)
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(model, schema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out _);
    }

    private static void Same(List<PredictionRow> expected, List<PredictionRow> actual)
    {
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Select(p => p.PredictedLabel), actual.Select(p => p.PredictedLabel));
        Assert.All(expected.Zip(actual), p => Assert.Equal(p.First.Score, p.Second.Score, (a, b) => MathF.Abs(a - b) < 1e-5f));
    }
}
