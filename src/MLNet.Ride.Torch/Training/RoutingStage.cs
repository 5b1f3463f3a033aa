using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Sampling;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>Stage two of RIDE: the routers learn, on class-balanced batches, while everything else stays as it is.</summary>
internal sealed class RoutingStage : ITrainingStage
{
    private const double Momentum = 0.9;

    private readonly RideNetwork _network;
    private readonly Router _router;
    private readonly RoutingLoss _loss;

    public RoutingStage(RideModel model, IReadOnlyList<int[]> imagesByClass, RoutingOptions options)
    {
        Model = model;
        _network = model.Network;
        _router = model.Router ?? throw new ArgumentException("The model has no router.", nameof(model));
        _loss = new RoutingLoss(options.PositiveWeight);
        Optimizer = new MomentumOptimizer(
            _router.parameters(), options.LearningRate, Momentum, options.WeightDecay, true, new CosineSchedule(options.Epochs));
        EpochCount = options.Epochs;
        BatchSize = options.BatchSize;
        Sampler = Samplers.Balanced(imagesByClass);
    }

    public string Name => "routing";

    public int EpochCount { get; }

    public int BatchSize { get; }

    public int LeastBatch => 1;

    public IEpochSampler Sampler { get; }

    public RideModel Model { get; }

    public bool IsJudgedByAccuracy => false;

    public MomentumOptimizer Optimizer { get; }

    public string AdviceOnDivergence => "Try a lower Routing.LearningRate or Routing.PositiveWeight.";

    public double BeginEpoch(int epoch)
    {
        _network.FoldBatchNorm();
        _router.train();
        return Optimizer.BeginEpoch(epoch);
    }

    public Tensor Step(Tensor images, Targets targets, int epoch)
    {
        RoutingInputs inputs = RoutingInputs.From(_network, images);
        Tensor loss = _loss.Compute(_router.Scores(inputs), inputs.RunningMeans, targets.Labels);
        Optimizer.Step(loss);
        return loss;
    }

    public void Dispose()
    {
        _router.eval();
        Optimizer.Dispose();
    }
}
