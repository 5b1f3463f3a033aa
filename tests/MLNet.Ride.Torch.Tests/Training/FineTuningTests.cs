using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Losses.Classification;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using MLNet.Ride.Torch.Tests.Support;
using MLNet.Ride.Torch.Training.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Training;

/// <summary>Frozen stages and batch norms, and the learning rate of the layers below the classifiers.</summary>
public sealed class FineTuningTests : IDisposable
{
    private static readonly LabeledImages Images = DrawnImages.Create([24, 12, 6], TinyRide.ImageSize);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> BackbonesOfAll => [.. BackboneRegistry.All.Names];

    public static TheoryData<string> AllLosses => [.. LossRegistry.All.Names];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(BackbonesOfAll))]
    public void Every_backbone_has_its_number_of_stages_which_are_all_of_it_but_the_classifiers(string backbone)
    {
        using RideModel model = RideModel.Create(RideTraining.Describe(new RideOptions { Backbone = backbone, ExpertCount = 1 }, [1, 1]), 1);
        ExpertBackbone network = model.Network.Backbone;

        Assert.Equal(BackboneRegistry.All.Find(backbone).StageCount, network.Stages.Count);
        long inStages = network.Stages.SelectMany(stage => stage).SelectMany(module => module.parameters()).Sum(parameter => parameter.NumberOfElements);
        long inHeads = network.Heads.SelectMany(head => head.parameters()).Sum(parameter => parameter.NumberOfElements);
        Assert.Equal(model.ParameterCount, inStages + inHeads);
    }

    [Theory]
    [InlineData(1, new[] { "conv1", "bn1", "layer1" })]
    [InlineData(2, new[] { "conv1", "bn1", "layer1", "layer2s" })]
    [InlineData(3, new[] { "conv1", "bn1", "layer1", "layer2s", "layer3s" })]
    public void Frozen_stages_keep_weights_and_statistics_bit_for_bit_and_the_rest_learns(int stages, string[] frozen)
    {
        RideOptions options = TinyRide.Options(epochs: 2, routing: true);
        (options.FineTuning.FrozenStages, options.Optimizer.AverageDecay) = (stages, 0.9);
        using RideModel initial = Initial(options);

        using RideModel model = Train(options, initial);

        Dictionary<string, byte[]> before = ResumeTests.Values(initial), after = ResumeTests.Values(model);
        foreach (string name in before.Keys)
        {
            bool kept = Array.Exists(frozen, part => name.StartsWith($"backbone.{part}.", StringComparison.Ordinal));
            Assert.True(kept == before[name].SequenceEqual(after[name]), name);
        }

        Assert.All(model.Network.parameters(), parameter => Assert.True(parameter.requires_grad));
    }

    [Fact]
    public void Frozen_batch_norms_keep_their_statistics_while_their_scales_and_all_weights_learn()
    {
        RideOptions options = TinyRide.Options(epochs: 2);
        options.FineTuning.FrozenBatchNorm = true;
        using RideModel initial = Initial(options);

        using RideModel model = Train(options, initial);

        Dictionary<string, byte[]> before = ResumeTests.Values(initial), after = ResumeTests.Values(model);
        foreach (string name in before.Keys)
        {
            bool kept = name.Contains("running_", StringComparison.Ordinal) || name.EndsWith("num_batches_tracked", StringComparison.Ordinal);
            Assert.True(kept == before[name].SequenceEqual(after[name]), name);
        }
    }

    [Theory]
    [InlineData(Backbones.ResNet20, 1)]
    [InlineData(Backbones.ResNet10, 3)]
    [InlineData(Backbones.ResNet50, 2)]
    public void Gradients_of_what_learns_are_those_of_a_network_without_frozen_parts_in_evaluation_mode(string backbone, int stages)
    {
        RideOptions options = TinyRide.Options();
        (options.Backbone, options.ImageSize) = (backbone, 32);
        using DisposeScope scope = NewDisposeScope();
        using RideModel frozen = RideModel.Create(RideTraining.Describe(options, [1, 1, 1]), 2), plain = RideModel.Create(frozen.Description, 2);
        Tensor images = ReferenceModel.Images(4);
        frozen.Network.Freeze(new() { FrozenStages = stages, FrozenBatchNorm = true });

        frozen.Network.train();
        plain.Network.eval();
        Tensor logits = frozen.Network.forward(images), expected = plain.Network.forward(images);
        logits.square().sum().backward();
        expected.square().sum().backward();

        Close.Values(expected.Floats(), logits.Floats(), 1e-4, "logits");
        int learned = 0;
        foreach ((string name, Tensor weight) in frozen.State().Where(entry => entry.Value.requires_grad))
        {
            Close.Values(plain.State()[name].grad!.Floats(), weight.grad!.Floats(), 1e-3, name);
            learned++;
        }

        int all = plain.State().Count(entry => entry.Value.requires_grad);
        Assert.InRange(learned, 1, all - 1);
        Assert.All(frozen.State().Values.Where(weight => !weight.requires_grad), weight => Assert.Null(weight.grad));
    }

    [Fact]
    public void Layers_below_the_classifiers_learn_at_their_own_rate()
    {
        RideOptions options = TinyRide.Options();
        (options.BatchSize, options.Optimizer.WeightDecay, options.FineTuning.BackboneRate) = (42, 0, 0.25);
        using RideModel initial = Initial(options);

        using RideModel slow = Train(options, initial);

        options.FineTuning.BackboneRate = 1;
        using RideModel fast = Train(options, initial);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        foreach ((string name, Tensor before) in initial.State().Where(entry => entry.Value.requires_grad))
        {
            Tensor expected = fast.State()[name].sub(before).mul(StateNames.IsHead(name) ? 1 : 0.25);
            Assert.True(slow.State()[name].sub(before).allclose(expected, 1e-3, 1e-6), name);
        }
    }

    [Fact]
    public void Accumulated_batches_are_one_large_batch_when_batch_norm_is_frozen()
    {
        RideOptions options = TinyRide.Options(epochs: 2);
        options.Optimizer.LearningRate = 0.01;
        (options.Augmentation.CropPadding, options.Augmentation.RotationDegrees, options.Augmentation.HorizontalFlip) = (0, 0, false);
        (options.Loss.DeferredReweighting, options.FineTuning.FrozenBatchNorm) = (false, true);
        using RideModel initial = Initial(options);
        (options.BatchSize, options.Optimizer.AccumulationSteps) = (8, 4); // 42 images: groups of 32 and, in two batches, 10

        using RideModel parts = Train(options, initial);

        (options.BatchSize, options.Optimizer.AccumulationSteps) = (32, 1);
        using RideModel one = Train(options, initial);
        using IDisposable noGradient = no_grad();
        Assert.All(one.State(), entry => Assert.True(parts.State()[entry.Key].allclose(entry.Value, 1e-3, 1e-4), entry.Key));
    }

    [Theory]
    [InlineData("teacher")]
    [InlineData("experts")]
    public void A_canceled_run_goes_on_to_the_same_weights(string stage)
    {
        RideOptions options = TinyRide.Options(epochs: 2);
        (options.FineTuning.FrozenStages, options.FineTuning.FrozenBatchNorm, options.FineTuning.BackboneRate) = (1, true, 0.5);
        (options.Optimizer.Algorithm, options.Optimizer.LearningRate) = (OptimizerAlgorithm.AdamW, 1e-3);
        options.Distillation.TeacherExperts = stage == "teacher" ? 3 : null;
        using (RideModel initial = Initial(options))
        {
            initial.SaveWeights(_folder.File("w"));
        }

        options.InitialWeights.Path = _folder.File("w");
        options.Checkpoints.Folder = _folder.File("run");

        InterruptedRun.GoesOnToTheSameWeights((stage, 2, 2), Images, options);
    }

    [Fact]
    public void A_teacher_starts_from_the_weights_that_the_run_is_given()
    {
        RideOptions options = TinyRide.Options();
        using RideModel initial = Initial(options);
        (options.Distillation.TeacherExperts, options.Optimizer.LearningRate) = (3, 1e-30); // steps too small to be seen
        (options.FineTuning.FrozenBatchNorm, options.Checkpoints.Folder) = (true, _folder.File("run"));
        InterruptedRun.Until(report => report.Stage == "experts", Images, options, new() { InitialModel = initial });

        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> teacher = CheckpointFile.ReadTensors(_folder.File("run/training.safetensors"));

        IReadOnlyDictionary<string, Tensor> first = initial.State();
        for (int expert = 0; expert < 3; expert++)
        {
            Assert.Equal(first["backbone.layer3s.0.1.conv2.weight"].Floats(), teacher[$"teacher.backbone.layer3s.{expert}.1.conv2.weight"].Floats());
        }

        Assert.Equal(first["backbone.layer1.0.bn1.running_var"].Floats(), teacher["teacher.backbone.layer1.0.bn1.running_var"].Floats());
    }

    [Theory]
    [MemberData(nameof(AllLosses))]
    public void The_recipe_works_with_every_loss(string loss)
    {
        RideOptions options = Recipes.Find(Recipes.FineTune).Create<RideOptions>();
        (options.Backbone, options.ExpertCount, options.ImageSize, options.Epochs, options.Seed) = (Backbones.ResNet20, 3, TinyRide.ImageSize, 1, 1);
        (options.Augmentation.CenterCrop, options.Augmentation.RandomResizedCrop) = (null, false);
        (options.FineTuning.FrozenStages, options.FineTuning.HeadEpochs) = (0, 1);
        using RideModel initial = Initial(options);
        options.Loss.Classification = loss;

        using RideModel model = Train(options, initial);

        Dictionary<string, byte[]> before = ResumeTests.Values(initial), after = ResumeTests.Values(model);
        Assert.All(before.Where(entry => entry.Key.Contains("running_", StringComparison.Ordinal)), entry => Assert.Equal(entry.Value, after[entry.Key]));
        Assert.All(before.Where(entry => entry.Key.EndsWith("conv1.weight", StringComparison.Ordinal)), entry => Assert.NotEqual(entry.Value, after[entry.Key]));
    }

    [Fact]
    public void Experts_of_a_pretrained_network_grow_apart()
    {
        RideOptions options = Recipes.Find(Recipes.FineTune).Create<RideOptions>();
        (options.ExpertCount, options.ImageSize, options.Epochs, options.Seed) = (2, 32, 1, 1);
        (options.FineTuning.FrozenStages, options.FineTuning.HeadEpochs, options.Loss.DiversityFactor) = (2, 1, -0.2);
        (options.Augmentation.CenterCrop, options.Augmentation.RandomResizedCrop) = (null, false);

        using RideModel model = RideTraining.Train(DrawnImages.Create([12, 8, 6], 32), options, CPU);

        Dictionary<string, byte[]> weights = ResumeTests.Values(model);
        Assert.NotEqual(weights["backbone.layer3s.0.0.conv1.weight"], weights["backbone.layer3s.1.0.conv1.weight"]);
        Assert.NotEqual(weights["backbone.layer4s.0.2.conv2.weight"], weights["backbone.layer4s.1.2.conv2.weight"]);
    }

    [Fact]
    public void A_backbone_of_your_own_is_one_stage_unless_it_says_otherwise()
    {
        var description = new NetworkDescription
        {
            Backbone = "own", ClassCount = 3, ExpertCount = 2, ReducedWidth = false, Head = HeadKind.Linear, ImageSize = 8,
        };
        using var network = new RideNetwork(new OwnBackbone(description), Precision.Float32);
        nn.Module[] frozen = [.. network.Backbone.Stages.Single()];

        network.Freeze(new() { FrozenStages = 1 });
        network.train();

        Assert.Equal(["Conv2d", "BatchNorm2d"], frozen.Select(module => module.GetType().Name));
        Assert.All(frozen, module => Assert.False(module.training));
        Assert.All(frozen.SelectMany(module => module.parameters()), parameter => Assert.False(parameter.requires_grad));
        Assert.All(network.Backbone.Heads, head => Assert.True(head.training && head.parameters().All(parameter => parameter.requires_grad)));
        network.Unfreeze();
        network.train();
        Assert.All(frozen, module => Assert.True(module.training && module.parameters().All(parameter => parameter.requires_grad)));
    }

    [Fact]
    public void More_stages_than_the_backbone_has_are_refused()
    {
        RideOptions options = TinyRide.Options();
        options.FineTuning.FrozenStages = 4;

        string message = Assert.Throws<ArgumentException>(() => RideTraining.Check(options)).Message;

        Assert.Contains("FineTuning.FrozenStages is 4, but the backbone 'resnet20' has 3 stages: set it to 3, so that only the classifiers learn", message);
    }

    private sealed class OwnBackbone : ExpertBackbone
    {
        // Field names are the names in the state dictionary, under which TorchSharp registers them.
        private readonly nn.Module<Tensor, Tensor> convolution = nn.Conv2d(3, 4, 3);
        private readonly nn.Module<Tensor, Tensor> norm = nn.BatchNorm2d(4);

        public OwnBackbone(NetworkDescription description)
            : base(nameof(OwnBackbone), description.ExpertCount)
        {
            RegisterComponents();
            AddClassifiers(description, 4);
        }

        public override Tensor Shared(Tensor images) => norm.forward(convolution.forward(images));

        public override Tensor Expert(Tensor shared, int expert) => shared.alias();
    }

    // With running statistics unlike those of a new network.
    private static RideModel Initial(RideOptions options)
    {
        RideOptions plain = options.Copy();
        (plain.FineTuning, plain.HeadStart, plain.Epochs, plain.Routing.Enabled, plain.Optimizer.AverageDecay) = (new(), HeadStart.Random, 1, false, 0);
        return RideTraining.Train(Images, plain, CPU);
    }

    private static RideModel Train(RideOptions options, RideModel initial) => RideTraining.Train(Images, options, CPU, inputs: new() { InitialModel = initial });
}
