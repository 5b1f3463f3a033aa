using MLNet.Ride.Torch.Data;
using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Sampling;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>Stage one of RIDE: all experts are trained together.</summary>
internal sealed class ExpertStage : ITrainingStage
{
    private readonly RideNetwork _network;
    private readonly ExpertLoss _loss;
    private readonly MomentumOptimizer _optimizer;

    public ExpertStage(RideNetwork network, LabeledImages images, RideOptions options)
    {
        OptimizerOptions sgd = options.Optimizer;
        _network = network;
        _loss = new ExpertLoss(options.Loss, images.ClassCounts, options.Epochs);
        _optimizer = new MomentumOptimizer(
            network.parameters(),
            sgd.LearningRate,
            sgd.Momentum,
            sgd.WeightDecay,
            sgd.Nesterov,
            new WarmUpStepSchedule(sgd.WarmUp(options.Epochs), sgd.StepsFor(options.Epochs), sgd.StepFactor));
        EpochCount = options.Epochs;
        BatchSize = options.BatchSize;
        Sampler = Samplers.Create(options.Sampling, images.IndicesByClass(), options.Epochs, options.Loss.ReweightAfter(options.Epochs));
        network.train();
    }

    public string Name => "experts";

    public int EpochCount { get; }

    public int BatchSize { get; }

    /// <summary>Batch norm needs two values of a channel, and a small image's last map may be a single pixel.</summary>
    public int LeastBatch => 2;

    public IEpochSampler Sampler { get; }

    public string AdviceOnDivergence
        => "Try a lower Optimizer.LearningRate, more Optimizer.WarmUpEpochs or a Loss.DiversityFactor nearer to 0.";

    public double BeginEpoch(int epoch) => _optimizer.BeginEpoch(epoch);

    public Tensor Step(Tensor images, Tensor labels, int epoch)
    {
        Tensor loss = _loss.Compute(_network.Experts(images), labels, epoch);
        _optimizer.Step(loss);
        return loss;
    }

    public void Dispose()
    {
        _network.eval();
        _optimizer.Dispose();
        _loss.Dispose();
    }
}
