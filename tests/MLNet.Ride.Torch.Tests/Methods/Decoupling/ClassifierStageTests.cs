using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Support;
using MLNet.Ride.Torch.Tests.Training;
using TorchSharp;

namespace MLNet.Ride.Torch.Tests.Methods.Decoupling;

public sealed class ClassifierStageTests : IDisposable
{
    private static readonly LabeledImages Images = DrawnImages.Create([40, 20, 10], TinyRide.ImageSize);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, int, HeadKind> Methods() => DataOf(_ => true);

    public static TheoryData<string, int, HeadKind> MethodsOnFrozenFeatures() => DataOf(method => ClassifierRegistry.All.Find(method)?.LearnedStages is null or 0);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(MethodsOnFrozenFeatures))]
    public void Every_method_on_frozen_features_leaves_the_representation_as_it_is_to_the_bit(string method, int experts, HeadKind head)
    {
        using RideModel joint = RideTraining.Train(Images, Options("joint", experts, head), torch.CPU);
        using RideModel model = RideTraining.Train(Images, Options(method, experts, head), torch.CPU);

        Dictionary<string, byte[]> before = ResumeTests.Values(joint), after = ResumeTests.Values(model);
        Assert.Equal(Rest(before), Rest(after));
        Assert.Contains(Rest(after), entry => entry.Key.EndsWith("bn1.running_mean", StringComparison.Ordinal));
        Assert.Equal(method == "joint", Heads(before).SequenceEqual(Heads(after), KeyValueComparer.Instance));
        Assert.Equal(RideTraining.Describe(Options(method, experts, head), [40, 20, 10]).Head, model.Description.Head);
        Assert.Equal(model.ParameterCount, model.Cost.Parameters);
    }

    [Theory]
    [InlineData("crt-last-stage", "backbone.layer3", 0.2)]
    [InlineData("crt-all", "", 0.02)]
    public void Layers_learn_with_the_classifiers_and_those_before_them_stay_to_the_bit(string method, string learned, double rate)
    {
        var progress = new ProgressRecorder();
        using RideModel joint = RideTraining.Train(Images, Options("joint", 2, HeadKind.Cosine), torch.CPU);
        using RideModel model = RideTraining.Train(Images, Options(method, 2, HeadKind.Cosine), torch.CPU, progress);

        Dictionary<string, byte[]> before = ResumeTests.Values(joint);
        Assert.All(ResumeTests.Values(model), entry => Assert.Equal(
            !StateNames.IsHead(entry.Key) && !entry.Key.StartsWith(learned, StringComparison.Ordinal),
            entry.Value.SequenceEqual(before[entry.Key])));
        Assert.Equal([rate, rate / 2], progress.Reports.Where(r => r.Stage == "classifier" && r.EndsEpoch).Select(r => Math.Round(r.LearningRate, 9)));
    }

    [Theory]
    [InlineData("crt")]
    [InlineData("lws")]
    public void Reports_its_epochs_between_experts_and_routing(string method)
    {
        RideOptions options = Options(method, 2, HeadKind.Linear);
        options.Routing.Enabled = true;
        var progress = new ProgressRecorder();

        using RideModel model = RideTraining.Train(Images, options, torch.CPU, progress);

        Assert.Equal(
            [("experts", 1), ("classifier", 1), ("classifier", 2), ("routing", 1), ("routing", 2)],
            progress.Reports.Where(report => report.EndsEpoch).Select(report => (report.Stage, report.Epoch)));
        Assert.Equal([0.2, 0.1], progress.Reports.Where(r => r.Stage == "classifier" && r.EndsEpoch).Select(r => Math.Round(r.LearningRate, 9)));
        Assert.NotNull(model.Router);
    }

    [Theory]
    [InlineData("crt")]
    [InlineData("crt-last-stage")]
    [InlineData("crt-all")]
    [InlineData("ncm")]
    [InlineData("tau-norm")]
    [InlineData("lws")]
    public void A_trained_model_gets_the_classifiers_that_training_with_the_method_gives(string method)
    {
        RideOptions options = Options(method, 2, HeadKind.Linear);
        using RideModel whole = RideTraining.Train(Images, options, torch.CPU);
        using RideModel joint = RideTraining.Train(Images, Options("joint", 2, HeadKind.Linear), torch.CPU);

        using RideModel later = ClassifierTraining.Retrain(
            joint, Images, options.Classifier, torch.CPU, inputs: new() { Seed = options.Seed, Augmentation = options.Augmentation });

        Assert.Equal(ResumeTests.Values(whole), ResumeTests.Values(later));
    }

    [Theory]
    [InlineData("crt", "experts", 1, 2)]
    [InlineData("crt", "classifier", 2, 1)]
    [InlineData("crt", "routing", 1, 2)]
    [InlineData("crt-last-stage", "classifier", 2, 1)]
    [InlineData("crt-all", "routing", 1, 2)]
    [InlineData("lws", "classifier", 1, 2)]
    [InlineData("tau-norm", "experts", 1, 3)]
    [InlineData("tau-norm", "routing", 1, 2)]
    public void A_canceled_run_goes_on_to_the_same_weights(string method, string stage, int epoch, int step)
    {
        RideOptions options = Options(method, 2, HeadKind.Linear);
        options.Routing.Enabled = true;
        options.Checkpoints.Folder = _folder.Folder;

        InterruptedRun.GoesOnToTheSameWeights((stage, epoch, step), Images, options);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void No_tensors_are_left(string method, int experts, HeadKind head)
    {
        RideOptions options = Options(method, experts, head);
        ModelDescription trained = RideTraining.Describe(options, [40, 20, 10]);

        TensorCount.AssertNoneLeft(
            () => RideTraining.Train(Images, options, torch.CPU).Dispose(),
            () =>
            {
                using RideModel model = RideModel.Create(trained with { Head = head });
                if (method != "joint")
                {
                    model.ReplaceHeads(trained.Head, 1);
                }
            });
    }

    internal static RideOptions Options(string method, int experts, HeadKind head)
    {
        RideOptions options = TinyRide.Options();
        options.ExpertCount = experts;
        options.ReducedWidth = experts > 1;
        options.Head = head;
        if (method != "joint")
        {
            options.Classifier = new() { Method = method, Epochs = 2, BatchSize = 32, Tau = 0.7 };
        }

        return options;
    }

    private static TheoryData<string, int, HeadKind> DataOf(Predicate<string> taken)
    {
        var data = new TheoryData<string, int, HeadKind>();
        foreach (string method in ClassifierRegistry.All.Names.Where(name => taken(name)))
        {
            data.Add(method, 1, HeadKind.Linear);
            data.Add(method, 2, method == "tau-norm" ? HeadKind.Linear : HeadKind.Cosine);
        }

        return data;
    }

    private static SortedDictionary<string, byte[]> Rest(Dictionary<string, byte[]> state)
        => new(state.Where(entry => !StateNames.IsHead(entry.Key)).ToDictionary(), StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, byte[]>> Heads(Dictionary<string, byte[]> state)
        => state.Where(entry => StateNames.IsHead(entry.Key)).OrderBy(entry => entry.Key, StringComparer.Ordinal);

    private sealed class KeyValueComparer : IEqualityComparer<KeyValuePair<string, byte[]>>
    {
        public static KeyValueComparer Instance { get; } = new();

        public bool Equals(KeyValuePair<string, byte[]> x, KeyValuePair<string, byte[]> y) => x.Key == y.Key && x.Value.SequenceEqual(y.Value);

        public int GetHashCode(KeyValuePair<string, byte[]> entry) => entry.Key.GetHashCode(StringComparison.Ordinal);
    }
}
