using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Scoring;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using MLNet.Ride.Torch.Tests.Training;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Torch.Training.Validation;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Methods.Decoupling;

/// <summary>What each method makes of the classifiers of a trained model.</summary>
public class ClassifierMethodsTests
{
    private const float Tolerance = 1e-4f;
    private static readonly LabeledImages Images = DrawnImages.Create([40, 20, 10], TinyRide.ImageSize);

    [Fact]
    public void A_trained_model_stays_and_its_representation_is_taken_over()
    {
        using RideModel trained = Model(HeadKind.Linear, routers: true);
        Dictionary<string, byte[]> before = ResumeTests.Values(trained);
        var log = new List<string>();

        using RideModel model = ClassifierTraining.Retrain(
            trained, Images, new() { Method = "crt", Epochs = 1, BatchSize = 32 }, CPU, inputs: new() { Seed = 1, Log = log.Add });

        Assert.Equal(before, ResumeTests.Values(trained));
        Assert.All(ResumeTests.Values(model), entry => Assert.Equal(!StateNames.IsHead(entry.Key), entry.Value.SequenceEqual(before[entry.Key])));
        Assert.Null(model.Router);
        Assert.Contains("routers", Assert.Single(log), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("crt", 10, 0.2)]
    [InlineData("crt-all", 10, 0.02)]
    [InlineData("lws", 5, 0.2)]
    [InlineData("los", 20, 0.0005)]
    public void Epochs_and_rate_are_the_published_ones(string method, int epochs, double rate)
    {
        using RideModel trained = Model(HeadKind.Linear);
        var progress = new ProgressRecorder();

        ClassifierTraining.Retrain(trained, Images, new() { Method = method }, CPU, progress, inputs: new() { Seed = 1 }).Dispose();

        Assert.Equal((epochs, rate), (progress.Reports[0].EpochCount, progress.Reports[0].LearningRate));
    }

    [Fact]
    public void Tau_of_0_keeps_the_weights_and_tau_of_1_makes_their_norms_1()
    {
        using RideModel trained = Model(HeadKind.Linear);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        foreach (double tau in (double[])[0, 0.7, 1])
        {
            using RideModel model = Retrained(trained, new() { Method = "tau-norm", Tau = tau });
            for (int expert = 0; expert < 2; expert++)
            {
                Tensor old = Part(trained, expert, "weight");
                float[] expected = [.. old.Floats().Chunk((int)old.size(1)).SelectMany(w => w.Select(v => v / (float)Math.Pow(Norm(w), tau)))];
                Close.Values(expected, Part(model, expert, "weight").Floats(), Tolerance, $"τ = {tau}");
                Assert.All(Part(model, expert, "bias").Floats(), bias => Assert.Equal(0, bias));
                Assert.True(tau != 1 || Part(model, expert, "weight").Floats().Chunk((int)old.size(1)).All(w => Math.Abs(Norm(w) - 1) < Tolerance));
            }
        }
    }

    [Theory]
    [InlineData(ValidationMetric.Overall)]
    [InlineData(ValidationMetric.MeanOfBuckets)]
    public void The_search_takes_the_tau_that_scores_best(ValidationMetric metric)
    {
        using RideModel trained = Model(HeadKind.Linear);
        SpreadNorms(trained);
        LabeledImages validation = DrawnImages.Create([10, 10, 10], TinyRide.ImageSize, seed: 3);
        double[] grid = [0, 0.5, 1, 1.5];
        double[] scores = [.. grid.Select(tau =>
        {
            using RideModel model = Retrained(trained, new() { Method = "tau-norm", Tau = tau });
            return Accuracy(model, validation).By(metric);
        })];
        var log = new List<string>();

        using RideModel found = ClassifierTraining.Retrain(
            trained, Images, new() { Method = "tau-norm", TauGrid = grid, TauMetric = metric }, CPU, inputs: new() { Validation = validation, Log = log.Add });
        using RideModel wanted = Retrained(trained, new() { Method = "tau-norm", Tau = 1 });

        Assert.Equal(ResumeTests.Values(wanted), ResumeTests.Values(found));
        Assert.Contains("τ = 1:", Assert.Single(log), StringComparison.Ordinal);
        Assert.All((int[])[0, 1, 3], i => Assert.True(scores[i] < scores[2], string.Join(" ", scores)));
    }

    [Theory]
    [InlineData(HeadKind.Linear)]
    [InlineData(HeadKind.Cosine)]
    public void Weight_scaling_changes_only_the_scales(HeadKind head)
    {
        using RideModel trained = Model(head);
        Dictionary<string, byte[]> before = ResumeTests.Values(trained);

        using RideModel model = Retrained(trained, new() { Method = "lws", Epochs = 2, BatchSize = 32 });

        Dictionary<string, byte[]> after = ResumeTests.Values(model);
        Assert.Equal(["backbone.linears.0.scales", "backbone.linears.1.scales"], after.Keys.Except(before.Keys).Order());
        Assert.All(before, entry => Assert.Equal(entry.Value, after[entry.Key]));
        using Tensor images = ReferenceModel.Images(2);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        for (int expert = 0; expert < 2; expert++)
        {
            float[] scales = Part(model, expert, "scales").Floats();
            Assert.All(scales, scale => Assert.NotEqual(1, scale));
            float[] expected = [.. trained.Network.Experts(images)[expert].Floats().Select((logit, i) => logit * scales[i % 3])];
            Close.Values(expected, model.Network.Experts(images)[expert].Floats(), Tolerance, "f_c·(w_c·x + b_c)");
        }
    }

    [Theory]
    [InlineData(NearestMeanFeatures.Plain, NearestMeanDistance.Euclidean, HeadKind.NearestMean)]
    [InlineData(NearestMeanFeatures.Normalized, NearestMeanDistance.Euclidean, HeadKind.NormalizedNearestMean)]
    [InlineData(NearestMeanFeatures.CenteredNormalized, NearestMeanDistance.Euclidean, HeadKind.NormalizedNearestMean)]
    [InlineData(NearestMeanFeatures.Plain, NearestMeanDistance.Cosine, HeadKind.CosineNearestMean)]
    [InlineData(NearestMeanFeatures.Normalized, NearestMeanDistance.Cosine, HeadKind.CosineNearestMean)]
    [InlineData(NearestMeanFeatures.CenteredNormalized, NearestMeanDistance.Cosine, HeadKind.CosineNearestMean)]
    public void Nearest_means_are_those_computed_by_hand(NearestMeanFeatures features, NearestMeanDistance distance, HeadKind kind)
    {
        using RideModel trained = Model(HeadKind.Cosine);
        using RideModel model = Retrained(trained, new() { Method = "ncm", MeanFeatures = features, MeanDistance = distance });
        Assert.Equal(kind, model.Description.Head);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        for (int expert = 0; expert < 2; expert++)
        {
            (double[][] x, int[] labels) = Features(trained, expert);
            double[] center = features == NearestMeanFeatures.CenteredNormalized ? Mean(x) : new double[x[0].Length];
            double[][] prepared = [.. x.Select(v => features == NearestMeanFeatures.Plain ? v : Unit(Minus(v, center)))];
            double[][] means = [.. Enumerable.Range(0, 3).Select(c => Mean([.. prepared.Where((_, i) => labels[i] == c)]))];
            Close.Values([.. means.SelectMany(m => m).Select(v => (float)v)], Part(model, expert, "means").Floats(), Tolerance, "means");
            Close.Values([.. center.Select(v => (float)v)], Part(model, expert, "center").Floats(), Tolerance, "center");

            double[] logits = [.. means.Select(m => distance == NearestMeanDistance.Cosine
                ? 30 * Unit(Minus(x[0], center)).Zip(Unit(m), (a, b) => a * b).Sum()
                : -Minus(prepared[0], m).Sum(d => d * d))];
            Tensor first = model.Network.Backbone.Heads[expert].forward(tensor([.. x[0].Select(v => (float)v)], [1, x[0].Length]));
            Close.Values([.. logits.Select(v => (float)v)], first.Floats(), 1e-3f, "logits");
        }
    }

    [Theory]
    [InlineData("crt", 3)]
    [InlineData("crt-last-stage", 3)]
    [InlineData("crt-all", 1)]
    public void Class_balanced_retraining_raises_the_recall_of_rare_classes(string method, int epochs)
    {
        LabeledImages images = DrawnImages.Create([200, 100, 4], TinyRide.ImageSize);
        LabeledImages test = DrawnImages.Create([30, 30, 30], TinyRide.ImageSize, seed: 9);
        using RideModel trained = Model(HeadKind.Linear, trainingCounts: images.ClassCounts);
        using RideModel natural = Retrained(trained, Options("instance-balanced"), images);
        using RideModel balanced = Retrained(trained, Options("class-balanced"), images);

        Assert.True(Accuracy(balanced, test).Few > Accuracy(natural, test).Few + 0.2, $"{Accuracy(natural, test)} {Accuracy(balanced, test)}");

        ClassifierOptions Options(string sampler) => new() { Method = method, Epochs = epochs, BatchSize = 32, Sampler = sampler };
    }

    [Fact]
    public void Label_over_smoothing_raises_the_recall_of_rare_classes_without_their_numbers()
    {
        LabeledImages images = DrawnImages.Create([200, 100, 4], TinyRide.ImageSize);
        LabeledImages test = DrawnImages.Create([30, 30, 30], TinyRide.ImageSize, seed: 9);
        using RideModel drawn = Model(HeadKind.Linear, trainingCounts: images.ClassCounts);
        using RideModel trained = Retrained(drawn, new() { Method = "crt", Sampler = "instance-balanced", Epochs = 3, BatchSize = 32 }, images);
        using RideModel plain = Retrained(trained, Options(smoothing: 0), images);
        using RideModel smoothed = Retrained(trained, Options(smoothing: null), images);

        Assert.True(Accuracy(smoothed, test).Few > Accuracy(plain, test).Few + 0.2, $"{Accuracy(plain, test)} {Accuracy(smoothed, test)}");

        static ClassifierOptions Options(double? smoothing) => new() { Method = "los", LearningRate = 0.02, LabelSmoothing = smoothing };
    }

    [Theory]
    [InlineData(HeadKind.Linear)]
    [InlineData(HeadKind.Cosine)]
    public void Label_over_smoothing_starts_from_the_trained_classifier_with_almost_uniform_labels(HeadKind head)
    {
        using RideModel trained = Model(head);
        var progress = new ProgressRecorder();
        ClassifierOptions options = new() { Method = "los", Epochs = 1, BatchSize = 128, LearningRate = 1e-30 };

        using RideModel model = ClassifierTraining.Retrain(trained, Images, options, CPU, progress, inputs: new() { Seed = 1 });

        Assert.Equal(ResumeTests.Values(trained), ResumeTests.Values(model));
        Close.Value(SmoothedLoss(trained, 0, 0.98) + SmoothedLoss(trained, 1, 0.98), (float)Assert.Single(progress.Reports).Loss, 1e-4, "loss");
    }

    [Fact]
    public void What_makes_no_sense_is_refused_with_the_reason()
    {
        using RideModel cosine = Model(HeadKind.Cosine);
        using RideModel linear = Model(HeadKind.Linear);
        using RideModel scaled = Retrained(linear, new() { Method = "lws", Epochs = 1 });
        using RideModel means = Retrained(linear, new() { Method = "ncm" });

        Assert.Contains("which a cosine head already does", Refused(cosine, "tau-norm"));
        Assert.Contains("use the model from before 'lws'", Refused(scaled, "tau-norm"));
        Assert.Contains("class means have none", Refused(means, "tau-norm"));
        Assert.Contains("class means have none", Refused(means, "lws"));
        Assert.Contains("class means have none", Refused(means, "los"));
        Assert.Contains("keeps the trained classifiers: choose one of crt, crt-last-stage, crt-all, ncm, tau-norm, lws, los", Refused(linear, "joint"));
        Assert.Contains("there are none: pass a validation set or set Classifier.Tau", Refused(linear, "tau-norm"));
        Assert.Contains("1 of 3 classes have no training images", Refused(linear, "crt", DrawnImages.Create([3, 3, 0], TinyRide.ImageSize)));
        Assert.Contains("needs at least one, of 8×8 pixels and 3 classes", Refused(linear, "crt", DrawnImages.Create([3, 3], TinyRide.ImageSize)));
        using RideModel again = Retrained(means, new() { Method = "crt", Epochs = 1 });
        Assert.Equal(HeadKind.Linear, again.Description.Head);

        static string Refused(RideModel model, string method, LabeledImages? images = null)
            => Assert.Throws<ArgumentException>(() => ClassifierTraining.Retrain(model, images ?? Images, new() { Method = method }, CPU)).Message;
    }

    private static RideModel Retrained(RideModel trained, ClassifierOptions options, LabeledImages? images = null)
        => ClassifierTraining.Retrain(trained, images ?? Images, options, CPU, inputs: new() { Seed = 1 });

    private static RideModel Model(HeadKind head, bool routers = false, IReadOnlyList<int>? trainingCounts = null)
    {
        ModelDescription description = ModelDescription.Of(ClassifierStageTests.Options("joint", 2, head), trainingCounts ?? Images.ClassCounts);
        RideModel model = RideModel.Create(description with { RouterTopLogits = routers ? 2 : 0 }, 1);
        TakeStatistics(model);
        model.Evaluate();
        return model;
    }

    // Batch norm's statistics of the images make drawn convolutions give features that tell the colors apart.
    private static void TakeStatistics(RideModel model)
    {
        using IDisposable noGradient = no_grad();
        model.Network.train();
        for (int pass = 0; pass < 30; pass++)
        {
            foreach (LabeledBatch batch in EvaluationBatches.Read(Images, model.Description.NoAugmentation(), 64, default))
            {
                using DisposeScope scope = NewDisposeScope();
                model.Network.forward(batch.Images(CPU));
            }
        }
    }

    // The directions are right, but frequent classes have long weights, as trained ones do, so that a τ of 1 is best.
    private static void SpreadNorms(RideModel model)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        for (int expert = 0; expert < 2; expert++)
        {
            (double[][] x, int[] labels) = Features(model, expert);
            float[] norms = [30, 5, 1];
            float[] weights = [.. Enumerable.Range(0, 3).SelectMany(c => Unit(Mean([.. x.Where((_, i) => labels[i] == c)])).Select(v => norms[c] * (float)v))];
            Part(model, expert, "weight").copy_(tensor(weights, [3, x[0].Length]));
        }
    }

    private static ValidationAccuracy Accuracy(RideModel model, LabeledImages images)
    {
        var tally = new AccuracyTally(images.ClassCounts.Count);
        foreach (LabeledBatch batch in EvaluationBatches.Read(images, model.Description.NoAugmentation(), 64, default))
        {
            using DisposeScope scope = NewDisposeScope();
            tally.Add(RoutedInference.Run(model, batch.Images(CPU)).Logits, batch.Labels(CPU));
        }

        return tally.Accuracy(model.Description.TrainingCounts);
    }

    private static (double[][] Features, int[] Labels) Features(RideModel model, int expert)
    {
        var features = new List<double[]>();
        foreach (LabeledBatch batch in EvaluationBatches.Read(Images, model.Description.NoAugmentation(), 64, default))
        {
            using DisposeScope scope = NewDisposeScope();
            using IDisposable noGradient = no_grad();
            Tensor ofExpert = ExpertOutputs.Of(model.Network, batch.Images(CPU)).Features[expert];
            features.AddRange(ofExpert.Floats().Chunk((int)ofExpert.size(1)).Select(row => Array.ConvertAll(row, v => (double)v)));
        }

        return ([.. features], [.. Enumerable.Range(0, Images.Count).Select(Images.Label)]);
    }

    // The mean over all images of −(1 − ε)·log p_y − ε·mean over c of log p_c.
    private static double SmoothedLoss(RideModel model, int expert, double smoothing)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        (double[][] x, int[] labels) = Features(model, expert);
        Tensor features = tensor([.. x.SelectMany(row => row.Select(v => (float)v))], [x.Length, x[0].Length]);
        float[][] logs = [.. model.Network.Backbone.Heads[expert].forward(features).log_softmax(1).Floats().Chunk(3)];
        return logs.Zip(labels, (log, label) => -((1 - smoothing) * log[label]) - (smoothing * log.Average())).Average();
    }

    private static Tensor Part(RideModel model, int expert, string name) => model.Network.Backbone.Heads[expert].get_parameter(name)!;

    private static double Norm(IEnumerable<float> values) => Math.Sqrt(values.Sum(v => (double)v * v));

    private static double[] Mean(double[][] rows) => [.. Enumerable.Range(0, rows[0].Length).Select(i => rows.Average(row => row[i]))];

    private static double[] Minus(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x - y)];

    private static double[] Unit(double[] v)
    {
        double norm = Math.Sqrt(v.Sum(x => x * x));
        return [.. v.Select(x => x / norm)];
    }
}
