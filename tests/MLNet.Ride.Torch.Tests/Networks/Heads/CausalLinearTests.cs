using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Scoring;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Networks.Heads;
using MLNet.Ride.Torch.Networks.Layers;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using MLNet.Ride.Torch.Tests.Support;
using MLNet.Ride.Torch.Tests.Training;
using MLNet.Ride.Torch.Training.Validation;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Networks.Heads;

public sealed class CausalLinearTests
{
    private const int Classes = 3;
    private static readonly double[] X = [3, 4, -1, 2], W = [1, -2, 0.5, 0.25], Mean = [1, 2, 3, 0];

    [Theory]
    [InlineData(0)]
    [InlineData(1.5)]
    public void Logits_are_the_published_formula(double effect)
    {
        using DisposeScope scope = NewDisposeScope();
        using var head = Head(1, effect);
        double expected = 0;
        for (int part = 0; part < 4; part += 2)
        {
            double[] x = Unit(X[part..(part + 2)], 0), w = Unit(W[part..(part + 2)], 1.0 / 32), d = Unit(Mean[part..(part + 2)], 0);
            expected += 8 * (Dot(x, w) - (effect * Dot(x, d) * Dot(d, w)));
        }

        head.eval();
        Assert.Equal(expected, head.forward(Row(X)).item<float>(), 1e-4);

        static double[] Unit(double[] v, double added) => [.. v.Select(value => value / (Math.Sqrt(Dot(v, v)) + added))];
    }

    [Fact]
    public void The_direction_follows_the_features_in_training_alone_and_takes_no_effect_there()
    {
        using DisposeScope scope = NewDisposeScope();
        using CausalLinear head = Head(1, 1.5), plain = Head(1, 0);
        plain.eval();

        head.train();
        float inTraining = head.forward(Row(X)).item<float>();
        head.forward(cat([Row(W), Row(X)]));
        float[] direction = head.Buffer(CausalLinear.Direction).Floats();
        head.eval();
        head.forward(Row(W));

        Assert.Equal(plain.forward(Row(X)).item<float>(), inTraining, 1e-5);
        Close.Values([.. Mean.Select((m, i) => (float)((0.9 * ((0.9 * m) + X[i])) + ((W[i] + X[i]) / 2)))], direction, 1e-5f, "direction");
        Assert.Equal(direction, head.Buffer(CausalLinear.Direction).Floats());
    }

    [Fact]
    public void Features_that_cannot_be_halved_are_refused()
        => Assert.Contains("but there are 5: choose another Head", Assert.Throws<ArgumentException>(() => new CausalLinear(5, 2, 1)).Message);

    [Fact]
    public void A_canceled_run_goes_on_to_the_same_weights_and_direction()
    {
        using var folder = new TemporaryFolder();
        RideOptions options = TinyRide.Options(epochs: 2, routing: true);
        (options.Head, options.Checkpoints.Folder) = (HeadKind.Causal, folder.Folder);

        InterruptedRun.GoesOnToTheSameWeights(("experts", 2, 2), DrawnImages.Create([40, 20, 10], TinyRide.ImageSize), options);
    }

    [Fact]
    public void The_direction_stays_when_the_classes_change()
    {
        using DisposeScope scope = NewDisposeScope();
        RideOptions options = TinyRide.Options();
        options.Head = HeadKind.Causal;
        using RideModel trained = RideModel.Create(ModelDescription.Of(options, [3, 2, 1]), 1);
        using RideModel model = RideModel.Create(ModelDescription.Of(options, [3, 2]), 2);
        Tensor direction = trained.State()["backbone.linears.1.direction"], weight = trained.State()["backbone.linears.1.weight"];
        direction.copy_(arange(direction.numel()));

        Dictionary<string, Tensor> state = HeadTransfer.State(trained, model, [2, 0]);

        Assert.Equal(direction.Floats(), state["backbone.linears.1.direction"].Floats());
        Assert.Equal(weight[2].Floats(), state["backbone.linears.1.weight"][0].Floats());
    }

    [Fact]
    public void The_effect_finds_more_of_the_rare_class()
    {
        LabeledImages images = Grays([150, 60, 8], 1), test = Grays([40, 40, 40], 2);
        RideOptions options = TinyRide.Options(epochs: 6);
        (options.ExpertCount, options.ReducedWidth, options.Head) = (1, false, HeadKind.Causal);
        (options.Loss.Classification, options.Loss.DeferredReweighting, options.Loss.DiversityFactor) = ("cross-entropy", false, 0);
        using RideModel model = RideTraining.Train(images, options, CPU);
        using RideModel without = RideModel.Create(model.Description with { CausalEffect = 0 }, 1);
        without.LoadState(model.State());
        without.Evaluate();

        (double with, double plain) = (RareRecall(model, test), RareRecall(without, test));

        Assert.Equal(1.5, model.Description.CausalEffect);
        Assert.Equal(model.ParameterCount, model.Cost.Parameters);
        Assert.True(with > plain + 0.1, $"{plain:F2} {with:F2}");
    }

    private static CausalLinear Head(int classes, double effect)
    {
        using IDisposable noGradient = no_grad();
        var head = new CausalLinear(4, classes, effect);
        head.Parameter("weight").copy_(Row(W));
        head.Buffer(CausalLinear.Direction).copy_(Row(Mean)[0]);
        return head;
    }

    private static Tensor Row(double[] values) => tensor([.. values.Select(value => (float)value)], [1, values.Length]);

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double RareRecall(RideModel model, LabeledImages test)
    {
        var tally = new AccuracyTally(Classes);
        foreach (LabeledBatch batch in EvaluationBatches.Read(test, model.Description.NoAugmentation(), test.Count, default))
        {
            using DisposeScope scope = NewDisposeScope();
            tally.Add(RoutedInference.Run(model, batch.Images(CPU)).Logits, batch.Labels(CPU));
        }

        return tally.Accuracy([150, 60, 8]).Few!.Value;
    }

    // One gray for each image: the mean of its class, with a spread as wide as two classes are apart.
    private static LabeledImages Grays(int[] counts, int seed)
    {
        var random = new Random(seed);
        var images = new LabeledImages(TinyRide.ImageSize, counts.Length);
        for (int label = 0; label < counts.Length; label++)
        {
            for (int i = 0; i < counts[label]; i++)
            {
                double gray = 128 + (30 * (label - 1)) + (60 * (random.NextDouble() + random.NextDouble() - 1));
                images.Add([.. Enumerable.Range(0, TinyRide.ImageSize * TinyRide.ImageSize * 3).Select(_ => (byte)Math.Clamp(gray + random.Next(-10, 10), 0, 255))], label);
            }
        }

        return images;
    }
}
