using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests;

namespace TrainApp;

/// <summary>A run by its name.</summary>
/// <param name="Options">Its settings.</param>
/// <param name="ClassCounts">Its training images by class.</param>
internal sealed record Scenario(RideOptions Options, IReadOnlyList<int> ClassCounts)
{
    public const string Plain = "plain";

    private static readonly int[] s_few = [40, 20, 10];
    private static readonly int[] s_many = [1800, 600, 160];

    public static IReadOnlyDictionary<string, Scenario> All { get; } = new Dictionary<string, Scenario>
    {
        [Plain] = Few(routing: true),
        ["norm"] = new(Many(), s_many),
        ["frozen-norm"] = Frozen(),
        ["frozen-norm-mixup"] = Frozen(options => options.Mixing.Method = Mixing.Mixup),
        ["frozen-norm-cmo"] = Frozen(options => options.Mixing.Method = Mixing.Cmo),
        ["frozen-norm-branches"] = Frozen(options => options.Loss = new()
        {
            Classification = Losses.CrossEntropy, Objective = ExpertObjective.Bilateral, DeferredReweighting = false, DiversityFactor = 0,
        }),
        ["frozen-norm-rotation"] = Frozen(options => options.SelfSupervision.Task = SelfSupervisedTasks.Rotation),
        ["frozen-norm-causal"] = Frozen(options => (options.Head, options.InitialWeights.Matching) = (HeadKind.Causal, WeightMatching.AllButHeads)),
        ["frozen-norm-accumulated"] = Frozen(options => (options.BatchSize, options.Optimizer.AccumulationSteps) = (48, 3)),
        ["frozen-backbone"] = Frozen(options => options.FrozenBackbone = true),
        ["stages"] = Few(routing: true, options =>
        {
            options.Distillation.TeacherExperts = 3;
            options.Classifier.Method = Classifiers.Crt;
            options.Classifier.Epochs = 1;
            options.Validation.Fraction = 0.2;
            options.Validation.Keep = KeptEpoch.Best;
            options.Optimizer.AverageDecay = 0.5;
        }),
        ["contrastive"] = Few(routing: false, options => options.SelfSupervision.Task = SelfSupervisedTasks.Contrastive),
        ["small-batches"] = Few(routing: false, options => options.BatchSize = 4),
        ["other-images"] = Few(routing: false),
        ["long"] = Few(routing: false, options => options.Epochs = 2000),
    };

    /// <summary>Seed of the images; one scenario has others in every process.</summary>
    public int SeedOf(int rank) => ReferenceEquals(this, All["other-images"]) ? 1 + rank : 1;

    private static Scenario Few(bool routing, Action<RideOptions>? change = null)
    {
        RideOptions options = TinyRide.Options(epochs: 3, routing: routing);
        change?.Invoke(options);
        return new(options, s_few);
    }

    // One epoch of 20 batches of 128 images, with class weights in the loss.
    private static RideOptions Many()
    {
        RideOptions options = TinyRide.Options();
        (options.BatchSize, options.Loss.ReweightAfterEpoch) = (128, 0);
        return options;
    }

    // The same with batch norm in evaluation mode.
    private static Scenario Frozen(Action<RideOptions>? change = null)
    {
        RideOptions options = Many();
        options.FineTuning.FrozenBatchNorm = true;
        options.Optimizer.LearningRate = 0.0001;
        change?.Invoke(options);
        return new(options, s_many);
    }
}
