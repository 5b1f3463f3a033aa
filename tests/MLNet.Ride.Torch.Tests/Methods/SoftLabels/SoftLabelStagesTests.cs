using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Methods.SoftLabels;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Training;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Torch.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Methods.SoftLabels;

/// <summary>The stages one by one, with steps on a batch at random.</summary>
public sealed class SoftLabelStagesTests : IDisposable
{
    private static readonly LabeledImages Images = DrawnImages.Create([8, 4, 2], TinyRide.ImageSize);

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly RideModel _model = TinyRide.Model(3);
    private FirstNetwork? _first;
    private readonly Targets _targets = new(tensor((long[])[0, 1, 2, 0, 1, 2]));

    public void Dispose()
    {
        _model.Dispose();
        _first?.Dispose();
        _scope.Dispose();
    }

    [Fact]
    public void The_first_network_has_initial_weights_of_its_own()
    {
        using IEnumerator<ITrainingStage> stages = Stages();
        stages.MoveNext();
        using ITrainingStage features = stages.Current;

        Assert.Equal("features", features.Name);
        Assert.NotSame(_model, features.Model);
        Assert.NotEqual(Stem(_model), Stem(features.Model));
    }

    [Fact]
    public void Weights_that_the_run_was_given_are_those_of_both_networks()
    {
        using var inputs = TinyRide.Model(3);
        string path = Path.GetTempFileName();
        try
        {
            inputs.SaveWeights(path);
            _model.LoadWeights(path);
        }
        finally
        {
            File.Delete(path);
        }

        using IEnumerator<ITrainingStage> stages = Stages(weightsGiven: true);
        stages.MoveNext();
        using ITrainingStage features = stages.Current;

        Assert.Equal(ResumeTests.Values(_model), ResumeTests.Values(features.Model));
    }

    [Theory]
    [InlineData("lws")]
    [InlineData("crt")]
    public void The_second_stage_changes_the_classifiers_alone(string method)
    {
        using IEnumerator<ITrainingStage> stages = Stages(method);
        ITrainingStage stage = Second(stages);
        Dictionary<string, byte[]> before = ResumeTests.Values(stage.Model);

        stage.BeginEpoch(1);
        stage.Optimizer.Step(stage.Loss(Batch(), _targets, 1));

        Dictionary<string, byte[]> after = ResumeTests.Values(stage.Model);
        Assert.Equal("soft-labels", stage.Name);
        Assert.All(before.Keys.Where(name => !StateNames.IsHead(name)), name => Assert.Equal(before[name], after[name]));
        string[] learned = [.. before.Keys.Where(name => StateNames.IsHead(name) && (method == "crt" || name.EndsWith("scales", StringComparison.Ordinal)))];
        Assert.NotEmpty(learned);
        Assert.All(learned, name => Assert.NotEqual(before[name], after[name]));
        stage.Dispose();
    }

    [Fact]
    public void The_network_of_the_run_learns_soft_labels_and_heads_that_are_dropped_learn_the_labels()
    {
        using IEnumerator<ITrainingStage> stages = Stages();
        Second(stages).Dispose();
        stages.MoveNext();
        using ITrainingStage stage = stages.Current;
        RideModel teacher = stage.OtherModels["teacher"];
        Dictionary<string, byte[]> taught = ResumeTests.Values(teacher);
        Dictionary<string, byte[]> heads = Values(stage.FurtherTensors);
        Dictionary<string, byte[]> network = ResumeTests.Values(_model);

        stage.BeginEpoch(1);
        stage.Optimizer.Step(stage.Loss(Batch(), _targets, 1));

        Assert.Equal("experts", stage.Name);
        Assert.Same(_model, stage.Model);
        Assert.Equal(taught, ResumeTests.Values(teacher));
        Assert.All(teacher.Network.parameters(), parameter => Assert.Null(parameter.grad));
        Assert.NotEmpty(heads);
        Assert.All(Values(stage.FurtherTensors), entry => Assert.NotEqual(heads[entry.Key], entry.Value));
        Assert.All(ResumeTests.Values(_model).Where(entry => StateNames.IsHead(entry.Key)), entry => Assert.NotEqual(network[entry.Key], entry.Value));
    }

    [Fact]
    public void Labels_reach_the_hard_heads_only_and_soft_labels_the_others_only()
    {
        using IEnumerator<ITrainingStage> stages = Stages();
        Second(stages).Dispose();
        RideModel first = TinyRide.Model(3);
        Torch.Methods.Distillation.Teacher teacher = Torch.Methods.Distillation.Teacher.CopyOf(first, first.Description, CPU);
        first.Dispose();
        using var task = new SoftLabelTask(_model, teacher, new SoftLabelOptions(), 1, CPU);
        Tensor images = Batch();
        ExpertOutputs outputs = ExpertOutputs.Of(_model.Network, images);
        Tensor[] own = [.. _model.State().Where(entry => StateNames.IsHead(entry.Key)).Select(entry => entry.Value)];

        Assert.NotEmpty(own);
        nn.functional.cross_entropy(task.LabelLogits(outputs)[0], _targets.Labels).backward();
        Assert.All(own, parameter => Assert.Null(parameter.grad));
        Assert.NotNull(task.Parameters.First().grad);

        foreach (Tensor parameter in task.Parameters)
        {
            parameter.grad = null;
        }

        outputs = ExpertOutputs.Of(_model.Network, images);
        task.Loss(outputs, images, _targets.Labels).backward();
        Assert.All(own, parameter => Assert.NotNull(parameter.grad));
        Assert.All(task.Parameters, parameter => Assert.Null(parameter.grad));
    }

    private static float[] Stem(RideModel model) => model.State()["backbone.conv1.weight"].detach().data<float>().ToArray();

    private static Dictionary<string, byte[]> Values(IReadOnlyDictionary<string, Tensor> tensors)
        => tensors.ToDictionary(entry => entry.Key, entry => entry.Value.detach().bytes.ToArray());

    private static Tensor Batch() => randn(6, 3, TinyRide.ImageSize, TinyRide.ImageSize);

    private static ITrainingStage Second(IEnumerator<ITrainingStage> stages)
    {
        stages.MoveNext();
        stages.Current.Dispose();
        stages.MoveNext();
        return stages.Current;
    }

    private IEnumerator<ITrainingStage> Stages(string method = "lws", bool weightsGiven = false)
    {
        RideOptions options = TinyRide.Options();
        options.SoftLabels.ClassifierMethod = method;
        var classifier = new ClassifierTask(options.Classifier, Images, null, 1, null, default);
        _first = new FirstNetwork(() => SoftLabelStages.Untrained(_model, 1, CPU, weightsGiven));
        return SoftLabelStages.Of(_model, _first, Images, options, classifier, 1, CPU).Select(stage => stage.Begin()!).GetEnumerator();
    }
}
