using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks.Layers;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using MLNet.Ride.Torch.Tests.Support;
using MLNet.Ride.Torch.Tests.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Methods.Decoupling;

/// <summary>Classifiers that begin as class means.</summary>
public sealed class ClassMeanHeadsTests : IDisposable
{
    private static readonly LabeledImages Images = DrawnImages.Create([40, 20, 10], TinyRide.ImageSize);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(HeadKind.Cosine)]
    [InlineData(HeadKind.Cosine, 0.5)]
    [InlineData(HeadKind.Linear)]
    public void Classifiers_start_as_the_class_means_computed_by_hand(HeadKind head, double power = 1)
    {
        RideOptions options = Still(head);
        options.CosinePower = power;
        using RideModel initial = RideModel.Create(RideTraining.Describe(options, Images.ClassCounts), 5);

        using RideModel model = RideTraining.Train(Images, options, CPU, inputs: new() { InitialModel = initial });

        for (int expert = 0; expert < 2; expert++)
        {
            (double[][] means, double norm) = ByHand(initial, expert, power);
            nn.Module classifier = model.Network.Backbone.Heads[expert];
            using Tensor weight = head == HeadKind.Cosine ? classifier.Parameter("weight").t().contiguous() : classifier.Parameter("weight").alias();
            double scale = head == HeadKind.Cosine ? 1 : 30 / norm;
            Close.Values([.. means.SelectMany(m => Unit(m)).Select(v => (float)(v * scale))], weight.Floats(), 1e-4f, $"expert {expert}");
            Assert.True(head == HeadKind.Cosine || classifier.Parameter("bias").Floats().All(bias => Math.Abs(bias) < 1e-20));
        }
    }

    [Fact]
    public void Experts_that_are_copies_start_with_classifiers_a_little_apart()
    {
        RideOptions options = Still(HeadKind.Cosine);
        (options.Backbone, options.ExpertCount) = (Backbones.ResNet18ImageNet, 3);
        LabeledImages images = DrawnImages.Create([12, 8, 6], TinyRide.ImageSize);

        using RideModel model = RideTraining.Train(images, options, CPU);

        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor[] weights = [.. model.Network.Backbone.Heads.Select(head => (Tensor)head.Parameter("weight"))];
        foreach ((int a, int b) in ((int, int)[])[(0, 1), (0, 2), (1, 2)])
        {
            Assert.All(weights[a].mul(weights[b]).sum([0]).Floats(), cosine => Assert.InRange(cosine, 0.97f, 0.9999f));
        }
    }

    [Fact]
    public void Without_initial_weights_they_start_at_random_and_a_warning_says_so()
    {
        RideOptions options = Still(HeadKind.Cosine);
        var warnings = new List<string>();

        using RideModel model = RideTraining.Train(Images, options, CPU, inputs: new() { Warn = warnings.Add });

        options.HeadStart = HeadStart.Random;
        using RideModel random = RideTraining.Train(Images, options, CPU);
        Assert.Contains("HeadStart = ClassMeans needs pretrained weights", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Equal(ResumeTests.Values(random), ResumeTests.Values(model));
    }

    [Theory]
    [InlineData("teacher")]
    [InlineData("experts")]
    public void A_resumed_run_keeps_the_means_of_its_start(string stage)
    {
        RideOptions options = TinyRide.Options(epochs: 2);
        options.HeadStart = HeadStart.ClassMeans;
        options.Distillation.TeacherExperts = stage == "teacher" ? 2 : null;
        options.Checkpoints.Folder = _folder.File("run");
        using RideModel initial = TinyRide.Model(3);
        var log = new List<string>();
        var inputs = new TrainingInputs { InitialModel = initial, Log = log.Add };
        InterruptedRun.Until(report => (report.Stage, report.Step) == (stage, 2), Images, options, inputs);

        using RideModel resumed = RideTraining.Train(Images, options, CPU, inputs: inputs);

        Assert.Equal(stage == "teacher" ? 2 : 1, log.Count(line => line == "The classifiers start as class means of 70 images."));
        options.Checkpoints.Folder = null;
        using RideModel whole = RideTraining.Train(Images, options, CPU, inputs: inputs);
        Assert.Equal(ResumeTests.Values(whole), ResumeTests.Values(resumed));
    }

    // Steps too small to be seen.
    private static RideOptions Still(HeadKind head)
    {
        RideOptions options = TinyRide.Options(seed: 3);
        (options.Head, options.HeadStart, options.Optimizer.LearningRate) = (head, HeadStart.ClassMeans, 1e-30);
        return options;
    }

    // The mean of x/‖x‖ of each class, and the mean of ‖x‖.
    private static (double[][] Means, double Norm) ByHand(RideModel model, int expert, double power)
    {
        var features = new List<(int Label, double[] X)>();
        FeatureBatches.Read(model, Images, new(new(), Images, null, 1, null, default), (ofExperts, labels) =>
        {
            float[][] rows = [.. ofExperts[expert].Floats().Chunk((int)ofExperts[expert].size(1))];
            features.AddRange(labels.data<long>().ToArray().Zip(rows, (label, row) => ((int)label, row.Select(v => Math.Sign(v) * Math.Pow(Math.Abs(v), power)).ToArray())));
        });
        double[][] means = [.. Enumerable.Range(0, 3).Select(label =>
        {
            double[][] units = [.. features.Where(f => f.Label == label).Select(f => Unit(f.X))];
            return Enumerable.Range(0, units[0].Length).Select(d => units.Average(u => u[d])).ToArray();
        })];
        return (means, features.Average(f => Norm(f.X)));
    }

    private static double[] Unit(double[] vector) => [.. vector.Select(value => value / Norm(vector))];

    private static double Norm(double[] vector) => Math.Sqrt(vector.Sum(value => value * value));
}
