using MLNet.Ride.Torch.Data;
using MLNet.Ride.Torch.Distillation;
using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Sampling;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>Stage one of RIDE: all experts are trained together, from the labels alone or from a teacher's logits too.</summary>
internal sealed class ExpertStage : ITrainingStage
{
    private readonly RideNetwork _network;
    private readonly ExpertLoss _loss;
    private readonly DistillationLoss? _distillation;
    private readonly Teacher? _teacher;

    /// <param name="name">Name of the stage, from which its random numbers follow.</param>
    /// <param name="model">What is trained.</param>
    /// <param name="images">The training images.</param>
    /// <param name="options">Settings.</param>
    /// <param name="teacher">Whom the experts learn from, owned by the caller, or null.</param>
    public ExpertStage(string name, RideModel model, LabeledImages images, RideOptions options, Teacher? teacher = null)
    {
        Name = name;
        OptimizerOptions sgd = options.Optimizer;
        Model = model;
        _network = model.Network;
        _teacher = teacher;
        _loss = new ExpertLoss(options.Loss, images.ClassCounts, options.Epochs);
        _distillation = teacher is null ? null : new DistillationLoss(_loss, options.Distillation.Temperature);
        int warmUp = teacher is null ? sgd.WarmUp(options.Epochs) : options.Distillation.WarmUp(sgd, options.Epochs);
        Optimizer = new MomentumOptimizer(
            _network.parameters(),
            sgd.LearningRate,
            sgd.Momentum,
            sgd.WeightDecay,
            sgd.Nesterov,
            new WarmUpStepSchedule(warmUp, sgd.StepsFor(options.Epochs), sgd.StepFactor));
        EpochCount = options.Epochs;
        BatchSize = options.BatchSize;
        Sampler = Samplers.Create(options.Sampling, images.IndicesByClass(), options.Epochs, options.Loss.ReweightAfter(options.Epochs));
    }

    public string Name { get; }

    public int EpochCount { get; }

    public int BatchSize { get; }

    /// <summary>Batch norm needs two values of a channel, and a small image's last map may be a single pixel.</summary>
    public int LeastBatch => 2;

    public IEpochSampler Sampler { get; }

    public RideModel Model { get; }

    public IReadOnlyDictionary<string, RideModel> OtherModels
        => _teacher is null ? new Dictionary<string, RideModel>() : new() { [Teacher.StageName] = _teacher.Model };

    public MomentumOptimizer Optimizer { get; }

    public string AdviceOnDivergence
        => "Try a lower Optimizer.LearningRate, more Optimizer.WarmUpEpochs or a Loss.DiversityFactor nearer to 0.";

    public double BeginEpoch(int epoch)
    {
        _network.train();
        _teacher?.Model.Network.FoldBatchNorm();
        return Optimizer.BeginEpoch(epoch);
    }

    public Tensor Step(Tensor images, Targets targets, int epoch)
    {
        Tensor[] experts = _network.Experts(images);
        Tensor? teacher = _teacher?.Logits(images);
        Tensor loss = targets.Loss(labels => _distillation is null
            ? _loss.Compute(experts, labels, epoch)
            : _distillation.Compute(experts, teacher!, labels, epoch));
        Optimizer.Step(loss);
        return loss;
    }

    public void Dispose()
    {
        _network.eval();
        Optimizer.Dispose();
        _loss.Dispose();
    }
}
