using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Methods.Novelty;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Novelty;
using MLNet.Ride.Torch.Models.Scoring;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Models.Onnx;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Methods.Novelty;

public sealed class NoveltyFitTests : IDisposable
{
    private const int Classes = 3;
    private readonly RideModel _model = TinyRide.Model(Classes);
    private readonly LabeledImages _images = new(TinyRide.ImageSize, Classes);

    public NoveltyFitTests()
    {
        _model.Evaluate();
        var random = new Random(1);
        foreach (int label in (int[])[0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2])
        {
            byte[] pixels = new byte[3 * TinyRide.ImageSize * TinyRide.ImageSize];
            random.NextBytes(pixels);
            _images.Add([.. pixels.Select(pixel => (byte)((pixel / 3) + (label * 60)))], label);
        }
    }

    public static TheoryData<NoveltyScore> EveryScore => [.. Enum.GetValues<NoveltyScore>()];

    public void Dispose()
    {
        _model.Dispose();
        _images.Dispose();
    }

    [Fact]
    public void The_distance_to_class_means_is_the_largest_cosine()
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor x, Tensor labels) = Features();
        using FeatureDistance distance = NoveltyFit.Distance(_model, _images, NoveltyScore.ClassMeans);

        Tensor means = stack([.. Enumerable.Range(0, Classes).Select(c => x[labels == c].mean([0]))]);
        Tensor cosines = x.mm(nn.functional.normalize(means, dim: 1).t());

        Close.Values(cosines.amax([1]).neg().to_type(ScalarType.Float32).Floats(), distance.Of(x.to_type(ScalarType.Float32)).Floats(), 1e-5, "cosine");
    }

    [Fact]
    public void The_relative_distance_is_that_of_the_paper_with_shrunk_covariances()
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor x, Tensor labels) = Features();
        using FeatureDistance distance = NoveltyFit.Distance(_model, _images, NoveltyScore.Mahalanobis);

        Tensor means = stack([.. Enumerable.Range(0, Classes).Select(c => x[labels == c].mean([0]))]);
        Tensor within = Inverse(x - means.index_select(0, labels));
        Tensor around = Inverse(x - x.mean([0]));
        Tensor nearest = stack([.. Enumerable.Range(0, Classes).Select(c => Distances(x - means[c], within))], 1).amin([1]);
        Tensor expected = nearest - Distances(x - x.mean([0]), around);

        double scale = expected.abs().max().ToDouble();
        Close.Values(expected.div(scale).to_type(ScalarType.Float32).Floats(), distance.Of(x.to_type(ScalarType.Float32)).div(scale).Floats(), 1e-3, "distance");

        static Tensor Distances(Tensor offsets, Tensor precision) => offsets.mm(precision).mul(offsets).sum(1);

        static Tensor Inverse(Tensor offsets)
        {
            Tensor covariance = offsets.t().mm(offsets).div(offsets.size(0));
            return linalg.inv((0.5 * covariance) + (0.5 * covariance.trace() / covariance.size(0) * eye(covariance.size(0), dtype: ScalarType.Float64)));
        }
    }

    [Theory]
    [MemberData(nameof(EveryScore))]
    public void A_graph_of_all_experts_measures_the_same(NoveltyScore score) => CheckGraph(score, topLogits: 0);

    [Theory]
    [MemberData(nameof(EveryScore))]
    public void A_routed_graph_measures_the_same(NoveltyScore score) => CheckGraph(score, topLogits: 5);

    [Fact]
    public void Views_are_averaged_before_novelty_is_measured()
    {
        _model.SetNovelty(new NoveltyMeter(NoveltyScore.ClassMeans, NoveltyFit.Distance(_model, _images, NoveltyScore.ClassMeans)));
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = ReferenceModel.Images(4, TinyRide.ImageSize);
        Tensor features = ExpertOutputs.Of(_model.Network, images).Features[0];

        Tensor? averaged = RoutedInference.Run(_model, images, views: 2).Features;

        Close.Values(features.view(2, 2, -1).mean([1]).Floats(), averaged!.Floats(), 1e-5, "features");
    }

    private static void CheckGraph(NoveltyScore score, int topLogits)
    {
        using RideModel model = RideModel.Create(ReferenceModel.Description(2, HeadKind.Cosine, 7) with { Backbone = "resnet20", RouterTopLogits = topLogits }, 1);
        ReferenceModel.Fill(model);
        model.Evaluate();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = ReferenceModel.Images(4);
        model.SetNovelty(new NoveltyMeter(score, NoveltyMeter.IsOfFeatures(score) ? Drawn(score, model.Network.Backbone.FeatureCount) : null));
        RoutedLogits scored = RoutedInference.Run(model, images);
        float[] expected = model.Novelty!.Of(scored.Logits, scored.Features).Floats();
        double threshold = expected.Order().ElementAt(1) + 1e-4;

        IReadOnlyDictionary<string, Tensor> outputs = OnnxScores.Of(model, images, new() { NoveltyThreshold = threshold });

        Assert.Equal(4, expected.Distinct().Count());
        Close.Values(expected, outputs["novelty"].Floats(), 1e-4, "novelty");
        Assert.Equal(expected.Select(novelty => novelty <= threshold), outputs["is_known"].data<bool>());
    }

    private static FeatureDistance Drawn(NoveltyScore score, int features)
    {
        using DisposeScope scope = NewDisposeScope();
        return new(
            tensor(Draws.Of("center", features, 0.1)), tensor(Draws.Of("linear", 7 * features, 1), [7, features]), tensor(Draws.Of("constant", 7, 0.1)),
            score == NoveltyScore.Mahalanobis ? tensor(Draws.Of("quadratic", features * features, 0.5), [features, features]) : null);
    }

    /// <summary>Normalized features of the first expert [n, F] in double precision, and labels.</summary>
    private (Tensor Features, Tensor Labels) Features()
    {
        Tensor? features = null, labels = null;
        FeatureBatches.ForEach(_model, _images, default, (ofExperts, classes)
            => (features, labels) = (ofExperts[0].clone().MoveToOuterDisposeScope(), classes.clone().MoveToOuterDisposeScope()));
        return (nn.functional.normalize(features!.to_type(ScalarType.Float64), dim: 1), labels!);
    }
}
