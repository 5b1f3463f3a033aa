using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Methods.TestTime;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tests.Scoring;

public sealed class ExpertWeightsTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void A_weighted_copy_scores_with_its_weights_and_keeps_them_in_its_file()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        IDataView rows = _ml.Data.LoadFromEnumerable(PixelRow.Draw(10).ToList());
        float[][] before = Scores(model, rows);
        using RideTransformer weighted = model.WeightExperts(rows, out ExpertWeightingReport report, Options());

        Assert.Equal([0.5, 0.5], model.ExpertWeights);
        Assert.Equal(report.Weights, weighted.ExpertWeights);
        Assert.NotEqual(0.5, report.Weights[0]);
        Assert.Equal(30, report.ImageCount);
        Assert.Equal(before, Scores(model, rows));
        Assert.NotEqual(before, Scores(weighted, rows));

        var stream = new MemoryStream();
        _ml.Model.Save(weighted, null, stream);
        stream.Position = 0;
        using var loaded = (RideTransformer)new MLContext().Model.Load(stream, out _);
        Assert.Equal(weighted.ExpertWeights, loaded.ExpertWeights);
        Assert.Equal(Scores(weighted, rows), Scores(loaded, rows));

        using RideTransformer calibrated = loaded.Calibrate(TinyRide.Labeled(_ml, 10), out _);
        Assert.Equal(weighted.ExpertWeights, calibrated.ExpertWeights);
    }

    [Fact]
    public void Labels_are_not_looked_at_and_the_seed_decides()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        IDataView labeled = TinyRide.Labeled(_ml, 10);
        IDataView alone = _ml.Transforms.SelectColumns("Image").Fit(labeled).Transform(labeled);
        using RideTransformer first = model.WeightExperts(labeled, out ExpertWeightingReport withLabels, Options());
        using RideTransformer second = model.WeightExperts(alone, out ExpertWeightingReport withoutLabels, Options());
        using RideTransformer third = model.WeightExperts(alone, out ExpertWeightingReport otherSeed, Options(seed: 5));

        Assert.Equal(withLabels.Weights, withoutLabels.Weights);
        Assert.NotEqual(withLabels.Weights, otherSeed.Weights);
    }

    [Fact]
    public void A_pipeline_is_weighted_in_place_of_its_step()
    {
        IDataView train = _ml.Data.LoadFromEnumerable(PixelRow.Draw(6).ToList());
        using var model = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(_ml.MulticlassClassification.Trainers.Ride(TinyRide.Options()))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(train);
        using var weighted = (IDisposable)_ml.MulticlassClassification.WeightExperts(model, train, out ExpertWeightingReport report, Options());

        Assert.Equal(report.Weights, RideTransformer.FindIn((ITransformer)weighted).ExpertWeights);
        Assert.Equal([0.5, 0.5], RideTransformer.FindIn(model).ExpertWeights);
        Assert.Equal(18, ((ITransformer)weighted).Transform(train).GetColumn<string>("PredictedLabel").Count());
    }

    [Fact]
    public void What_cannot_be_weighted_is_refused_with_the_reason()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        using RideTransformer routed = TinyRide.Transformer(_ml, routerTopLogits: 3);
        IDataView rows = TinyRide.Labeled(_ml, 2);

        Assert.Contains("Expert weights and routing cannot be combined", Refused(routed, rows));
        Assert.Contains("There are no rows to learn the weights from", Refused(model, _ml.Data.SkipRows(rows, 6)));
        Assert.Contains("'Image'", Refused(model, _ml.Transforms.SelectColumns("Label").Fit(rows).Transform(rows)));
        Assert.StartsWith("Epochs must be between", Refused(model, rows, new ExpertWeightingOptions { Epochs = 0 }));
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.WeightExperts(rows, out _));
    }

    private static ExpertWeightingOptions Options(int seed = 3) => new() { Epochs = 1, BatchSize = 8, LearningRate = 1, Seed = seed };

    private static string Refused(RideTransformer model, IDataView rows, ExpertWeightingOptions? options = null)
        => Assert.ThrowsAny<ArgumentException>(() => model.WeightExperts(rows, out _, options)).Message;

    private static float[][] Scores(ITransformer model, IDataView rows) => [.. model.Transform(rows).GetColumn<float[]>("Score")];
}
