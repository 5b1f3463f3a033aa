using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using MLNet.Ride.Torch.Sampling;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Torch.Training.Runs;
using MLNet.Ride.Torch.Training.Schedules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.Decoupling;

/// <summary>Trains the classifiers of all experts, or their scales, on frozen features, each with its own cross-entropy.</summary>
internal sealed class ClassifierStage : ITrainingStage
{
    private readonly RideNetwork _network;
    private readonly double _smoothing;

    /// <param name="model">A model prepared by the method's Begin.</param>
    /// <param name="method">Selects the trainable parameters.</param>
    /// <param name="images">The training images.</param>
    /// <param name="options">Settings.</param>
    /// <param name="name">Name of the stage, which determines its random numbers.</param>
    public ClassifierStage(RideModel model, IClassifierMethod method, LabeledImages images, ClassifierOptions options, string name = StageNames.Classifier)
    {
        Name = name;
        Model = model;
        _network = model.Network;
        EpochCount = options.Epochs ?? method.Published.Count;
        BatchSize = options.BatchSize ?? method.Published.BatchSize;
        _smoothing = options.LabelSmoothing ?? method.Published.LabelSmoothing;
        var momentum = new OptimizerOptions
        {
            LearningRate = options.LearningRate ?? method.Published.LearningRate,
            Momentum = options.Momentum,
            Nesterov = false,
            WeightDecay = options.WeightDecay ?? method.Published.WeightDecay,
        };
        Optimizer = new StageOptimizer(method.Learned(model), momentum, new CosineSchedule(EpochCount));
        var sampling = new SamplingOptions { Sampler = options.Sampler ?? method.Published.Sampler, Power = options.Power, EpochLength = options.EpochLength };
        Sampler = SamplerRegistry.Create(sampling, images.IndicesByClass(), EpochCount, EpochCount);
    }

    /// <summary>
    /// Plans the stage of a run: calls the method's Begin, then trains if the method has epochs. Later stages find classifiers of the
    /// method's kind.
    /// </summary>
    /// <param name="name">Name of the stage.</param>
    /// <param name="model">Returns the model when it is needed.</param>
    /// <param name="method">The method.</param>
    /// <param name="task">Its settings and images.</param>
    public static PlannedStage Planned(string name, Func<RideModel> model, IClassifierMethod method, ClassifierTask task)
        => new(
            name,
            () => Begin(name, model(), method, task),
            () => model().ReplaceHeads(method.HeadFor(model().Description.Head, task.Options), task.Seed));

    /// <summary>Calls the method's Begin.</summary>
    /// <returns>The stage that trains the classifiers; null if the method has no epochs.</returns>
    public static ITrainingStage? Begin(string name, RideModel model, IClassifierMethod method, ClassifierTask task)
    {
        method.Begin(model, task);
        return !method.HasEpochs ? null
            : method.LearnedStages > 0 ? LayerStage.Create(name, model, method, task)
            : new ClassifierStage(model, method, task.Images, task.Options, name);
    }

    public string Name { get; }

    public int EpochCount { get; }

    public int BatchSize { get; }

    public int LeastBatch => 1;

    public IEpochSampler Sampler { get; }

    public RideModel Model { get; }

    public StageOptimizer Optimizer { get; }

    public string AdviceOnDivergence => "Try a lower Classifier.LearningRate.";

    public double BeginEpoch(int epoch)
    {
        _network.KeepFolded();
        return Optimizer.BeginEpoch(epoch);
    }

    public Tensor Loss(Tensor images, Targets targets, int epoch)
    {
        Tensor[] logits = [.. Features(images).Zip(_network.Backbone.Heads, (features, head) => head.forward(features))];
        return targets.Loss(labels => logits
            .Select(ofExpert => nn.functional.cross_entropy(ofExpert, labels.Own, label_smoothing: _smoothing))
            .Aggregate((sum, next) => sum.Plus(next)));
    }

    public void Dispose() => Optimizer.Dispose();

    private Tensor[] Features(Tensor images)
    {
        using IDisposable noGradient = no_grad();
        return ExpertOutputs.Of(_network, images).Features;
    }
}
