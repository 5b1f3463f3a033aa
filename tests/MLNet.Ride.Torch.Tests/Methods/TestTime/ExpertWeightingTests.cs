using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.TestTime;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Scoring;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using TorchSharp.Modules;

namespace MLNet.Ride.Torch.Tests.Methods.TestTime;

/// <summary>Weights of the experts, learned from images without labels, and their use.</summary>
public class ExpertWeightingTests
{
    private const int Classes = 3;

    private static readonly LabeledImages Images = DrawnImages.Create([40, 20, 10], TinyRide.ImageSize);

    [Fact]
    public void An_expert_whose_predictions_depend_on_the_view_loses_its_weight()
    {
        using RideModel model = Model();
        MakeSteady(model, expert: 1);

        ExpertWeightingReport report = ExpertWeighting.Learn(model, Images, new ExpertWeightingOptions { Seed = 1, BatchSize = 16, Epochs = 8, LearningRate = 0.5 });

        Assert.Equal(Images.Count, report.ImageCount);
        Assert.Equal(1, report.Weights.Sum(), 1e-12);
        Assert.True(report.Weights[1] > 0.7, $"weights are {string.Join(", ", report.Weights)}");
        Assert.All(report.Stability, value => Assert.InRange(value, 0, 1.0001));
        Assert.True(report.Stability[^1] > report.Stability[0], $"stability is {string.Join(", ", report.Stability)}");
    }

    [Fact]
    public void Experts_that_are_alike_keep_equal_weights()
    {
        using RideModel model = Model();
        MakeSteady(model, expert: 0);
        MakeSteady(model, expert: 1);

        ExpertWeightingReport report = ExpertWeighting.Learn(model, Images, new ExpertWeightingOptions { Seed = 1, Epochs = 2 });

        Assert.All(report.Weights, weight => Assert.Equal(0.5, weight, 1e-3));
        Assert.All(report.Stability, value => Assert.Equal(1, value, 1e-4));
        Assert.Equal(2, report.Stability.Count);
    }

    [Fact]
    public void The_seed_decides_and_the_labels_do_not()
    {
        using RideModel model = Model();
        LabeledImages unlabeled = new(TinyRide.ImageSize, Classes);
        for (int i = 0; i < Images.Count; i++)
        {
            unlabeled.Add(Images.Pixels(i).ToArray(), 0);
        }

        float[] before = Weights(model);

        IReadOnlyList<double> first = Learn(Images, 1);

        Assert.Equal(first, Learn(unlabeled, 1));
        Assert.NotEqual(first, Learn(Images, 2));
        Assert.Equal(before, Weights(model));
        Assert.Null(model.Description.ExpertWeights);

        IReadOnlyList<double> Learn(LabeledImages images, int seed)
            => ExpertWeighting.Learn(model, images, new ExpertWeightingOptions { Seed = seed, Epochs = 1, BatchSize = 32 }).Weights;
    }

    [Fact]
    public void It_ends_before_an_expert_is_lost()
    {
        using RideModel model = Model();
        MakeSteady(model, expert: 1);

        ExpertWeightingReport report = ExpertWeighting.Learn(
            model, Images, new ExpertWeightingOptions { Seed = 1, Epochs = 200, BatchSize = 8, LearningRate = 1 });

        Assert.True(report.Stability.Count < 200);
        Assert.True(report.Weights[0] < 0.05);
    }

    [Fact]
    public void The_scorer_takes_the_weighted_mean_of_the_logits()
    {
        byte[][] test = DrawnImages.Test(Classes, 4, TinyRide.ImageSize);
        float[][] experts = [.. new[] { 0, 1 }.Select(expert => Score(model => model.WeightExperts(expert == 0 ? [1, 0] : [0, 1])))];
        float[] equal = Score(model => model.WeightExperts(null));
        float[] weighted = Score(model => model.WeightExperts([0.25, 0.75]));

        // softmax of a mean of logits is the normalized product of powers of the softmaxes.
        Close.Values(Product(0.5, 0.5), equal, 1e-4, "equal");
        Close.Values(Product(0.25, 0.75), weighted, 1e-4, "weighted");

        float[] Product(double first, double second) => [.. experts[0].Zip(experts[1], (p, q) => Math.Pow(p, first) * Math.Pow(q, second))
            .Chunk(Classes).SelectMany(row => row.Select(value => (float)(value / row.Sum())))];

        float[] Score(Action<RideModel> weight)
        {
            RideModel model = Model();
            weight(model);
            using var scorer = new RideScorer(model, torch.CPU);
            ScoredImages scored = scorer.Score(test);
            Assert.All(scored.ExpertsUsed, used => Assert.Equal(2, used));
            return scored.Probabilities;
        }
    }

    [Fact]
    public void Weights_belong_to_the_description_and_its_copies()
    {
        using RideModel model = Model();
        model.WeightExperts([0.25, 0.75]);
        using RideModel copy = model.Copy();

        Assert.Equal([0.25, 0.75], copy.Description.ExpertWeights);
        Assert.Contains("WeightExperts(null)", Assert.Throws<InvalidOperationException>(() => model.AddRouter(2)).Message);
        model.WeightExperts(null);
        model.AddRouter(2);
        Assert.Contains("Expert weights and routing cannot be combined", Assert.Throws<InvalidOperationException>(() => model.WeightExperts([0.5, 0.5])).Message);
    }

    [Theory]
    [InlineData(new[] { 1.0 })]
    [InlineData(new[] { 0.5, 0.6 })]
    [InlineData(new[] { 1.5, -0.5 })]
    [InlineData(new[] { double.NaN, 0.5 })]
    public void Weights_that_are_none_are_refused(double[] weights)
    {
        using RideModel model = Model();

        Assert.StartsWith("ExpertWeights must be 2 numbers from 0 to 1 with a sum of 1, but are", Assert.Throws<ArgumentException>(() => model.WeightExperts(weights)).Message);
    }

    [Fact]
    public void What_cannot_be_weighted_is_refused_with_the_reason()
    {
        using RideModel routed = Model(routed: true);
        using RideModel single = Model(experts: 1);
        using RideModel model = Model();

        Assert.Contains("Expert weights and routing cannot be combined", Error(routed, Images));
        Assert.Contains("The model has only one expert", Error(single, Images));
        Assert.Contains("The set of images has 0 images", Error(model, new LabeledImages(TinyRide.ImageSize, Classes)));
        Assert.Contains("8×8 pixels and 3 classes", Error(model, DrawnImages.Create([2, 2, 2], 16)));
        Assert.StartsWith("Epochs must be between 1 and 1000, but is 0.", Error(model, Images, o => o.Epochs = 0));
        Assert.StartsWith("BatchSize must be at least 1, but is 0.", Error(model, Images, o => o.BatchSize = 0));
        Assert.StartsWith("LearningRate must be", Error(model, Images, o => o.LearningRate = 0));
        Assert.StartsWith("Augmentation must be set", Error(model, Images, o => o.Augmentation = null!));
        Assert.StartsWith("Augmentation.Hue must be", Error(model, Images, o => o.Augmentation.Hue = 1));
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => ExpertWeighting.Learn(model, Images, null, stop.Token));

        static string Error(RideModel model, LabeledImages images, Action<ExpertWeightingOptions>? set = null)
        {
            var options = new ExpertWeightingOptions();
            set?.Invoke(options);
            return Assert.ThrowsAny<ArgumentException>(() => ExpertWeighting.Learn(model, images, options)).Message;
        }
    }

    [Fact]
    public void Damaged_weights_are_told()
    {
        using RideModel model = Model();
        using (torch.no_grad())
        {
            model.State()["backbone.linears.0.weight"].fill_(float.NaN);
        }

        Assert.Contains("not finite", Assert.Throws<InvalidOperationException>(() => ExpertWeighting.Learn(model, Images)).Message);
    }

    [Fact]
    public void No_tensor_is_left()
    {
        using RideModel model = Model();

        TensorCount.AssertNoneLeft(
            () => ExpertWeighting.Learn(model, Images, new ExpertWeightingOptions { Epochs = 1 }),
            () => new Parameter(torch.zeros(2)).Dispose());
    }

    /// <summary>An expert that predicts the first class whatever it sees.</summary>
    private static void MakeSteady(RideModel model, int expert)
    {
        using IDisposable noGradient = torch.no_grad();
        model.State()[$"backbone.linears.{expert}.weight"].zero_();
        torch.Tensor bias = model.State()[$"backbone.linears.{expert}.bias"];
        bias.zero_();
        bias.narrow(0, 0, 1).fill_(5);
    }

    // Linear classifiers, whose first expert is unsteady because its weights are large.
    private static RideModel Model(bool routed = false, int experts = 2)
    {
        RideOptions options = TinyRide.Options(routing: routed);
        (options.Head, options.ExpertCount) = (HeadKind.Linear, experts);
        RideModel model = RideModel.Create(ModelDescription.Of(options, [40, 20, 10]), 1);
        model.Evaluate();
        if (experts > 1)
        {
            using IDisposable noGradient = torch.no_grad();
            model.State()["backbone.linears.0.weight"].mul_(20);
        }

        return model;
    }

    private static float[] Weights(RideModel model) => model.State()["backbone.linears.0.weight"].Floats();
}
