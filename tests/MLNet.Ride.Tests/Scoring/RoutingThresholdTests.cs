using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Scoring;

public sealed class RoutingThresholdTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void A_higher_threshold_asks_fewer_experts()
    {
        using RideTransformer model = TinyRide.Transformer(_ml, routerTopLogits: 3);

        double[] used = [.. new[] { 1e-9, 0.45, 0.5, 0.55, 1 - 1e-9 }.Select(threshold => MeanExperts(model, threshold))];

        Assert.Equal(used.OrderDescending(), used);
        Assert.Equal((2, 1), (used[0], used[^1]));
        Assert.Equal(MeanExperts(model, model.RoutingThreshold), used[2]);
    }

    [Fact]
    public void It_is_saved_with_the_model()
    {
        using RideTransformer model = TinyRide.Transformer(_ml, routerTopLogits: 3);
        using RideTransformer changed = model.WithRoutingThreshold(0.45);
        using var stream = new MemoryStream();
        _ml.Model.Save(changed, null, stream);
        stream.Position = 0;

        using var loaded = (RideTransformer)new MLContext().Model.Load(stream, out _);

        Assert.Equal((0.5, 0.45, 0.45), (model.RoutingThreshold, changed.RoutingThreshold, loaded.RoutingThreshold));
        Assert.Equal(Experts(changed), Experts(loaded));
    }

    [Fact]
    public void A_model_without_routers_and_a_wrong_threshold_are_refused()
    {
        using RideTransformer plain = TinyRide.Transformer(_ml);
        using RideTransformer routed = TinyRide.Transformer(_ml, routerTopLogits: 3);

        Assert.Contains("The model has no routers", Assert.Throws<InvalidOperationException>(() => plain.WithRoutingThreshold(0.6)).Message);
        Assert.All(
            [0, 1, -0.5, double.NaN],
            threshold => Assert.Contains("must be above 0 and below 1", Assert.Throws<ArgumentException>(() => routed.WithRoutingThreshold(threshold)).Message));
    }

    [Fact]
    public void Accuracy_against_cost_is_that_of_each_threshold()
    {
        using RideTransformer model = TinyRide.Transformer(_ml, routerTopLogits: 3);
        IDataView rows = TinyRide.Labeled(_ml, 20);

        IReadOnlyList<RoutingPoint> points = _ml.MulticlassClassification.EvaluateRouting(model, rows, [0.55, 1e-9, 0.45, 0.45]);

        Assert.Equal([1e-9, 0.45, 0.55], points.Select(p => p.Threshold));
        Assert.Equal(points.OrderByDescending(p => p.Macs).Select(p => p.ExpertsUsed), points.Select(p => p.ExpertsUsed));
        foreach (RoutingPoint point in points)
        {
            using RideTransformer changed = model.WithRoutingThreshold(point.Threshold);
            LongTailedMetrics metrics = _ml.MulticlassClassification.EvaluateLongTailed(changed.Transform(rows), changed);
            Assert.Equal((metrics.Overall.Accuracy, metrics.Few?.Accuracy, metrics.Overall.MeanMacs), (point.Accuracy, point.Few, point.Macs));
            Assert.Equal(Experts(changed).Average(), point.ExpertsUsed, 1e-9);
        }

        Assert.Equal(12, _ml.MulticlassClassification.EvaluateRouting(model.WithRoutingThreshold(0.6), rows).Count);
        Assert.Contains("There are no thresholds", Assert.Throws<ArgumentException>(() => _ml.MulticlassClassification.EvaluateRouting(model, rows, [])).Message);
    }

    private double MeanExperts(RideTransformer model, double threshold)
    {
        using RideTransformer changed = model.WithRoutingThreshold(threshold);
        return Experts(changed).Average();
    }

    private int[] Experts(RideTransformer model) => [.. model.Transform(TinyRide.Labeled(_ml, 20)).GetColumn<int>("ExpertsUsed")];
}
