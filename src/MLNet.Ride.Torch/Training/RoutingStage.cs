using System.Globalization;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Scoring;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Sampling;
using MLNet.Ride.Torch.Training.Schedules;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>Stage two of RIDE: trains the routers on class-balanced batches; everything else is frozen.</summary>
internal sealed class RoutingStage : ITrainingStage
{
    // Scoring every image of a large collection would take minutes.
    private const int MostMeasured = 1000;

    private readonly LabeledImages _images;
    private readonly LabeledImages? _validation;
    private readonly Device _device;
    private readonly RideNetwork _network;
    private readonly Router _router;
    private readonly RoutingLoss _loss;

    /// <param name="model">The trained experts, with untrained routers.</param>
    /// <param name="images">The training images.</param>
    /// <param name="validation">Images for measuring the routers' savings; null if there are none.</param>
    /// <param name="options">Settings.</param>
    /// <param name="device">Device of the model.</param>
    public RoutingStage(RideModel model, LabeledImages images, LabeledImages? validation, RoutingOptions options, Device device)
    {
        (_images, _validation, _device) = (images, validation, device);
        Model = model;
        _network = model.Network;
        _router = model.Router ?? throw new ArgumentException("The model has no router.", nameof(model));
        _loss = new RoutingLoss(options.PositiveWeight);
        var momentum = new OptimizerOptions { LearningRate = options.LearningRate, WeightDecay = options.WeightDecay };
        Optimizer = new StageOptimizer(_router.parameters(), momentum, new CosineSchedule(options.Epochs));
        EpochCount = options.Epochs;
        BatchSize = options.BatchSize;
        Sampler = SamplerRegistry.Balanced(images.IndicesByClass());
    }

    public string Name => StageNames.Routing;

    public int EpochCount { get; }

    public int BatchSize { get; }

    public int LeastBatch => 1;

    public IEpochSampler Sampler { get; }

    public RideModel Model { get; }

    public bool IsJudgedByAccuracy => false;

    public StageOptimizer Optimizer { get; }

    public string AdviceOnDivergence => "Try a lower Routing.LearningRate or Routing.PositiveWeight.";

    public double BeginEpoch(int epoch)
    {
        _network.KeepFolded();
        _router.train();
        return Optimizer.BeginEpoch(epoch);
    }

    public Tensor Loss(Tensor images, Targets targets, int epoch)
    {
        RoutingInputs inputs = RoutingInputs.From(_network, images);
        return _loss.Compute(_router.Scores(inputs), inputs.RunningMeans, targets.Labels);
    }

    /// <summary>
    /// Logs the routers' savings: experts and operations per image, measured on up to 1,000 of the validation images if there are any,
    /// otherwise of the training images.
    /// </summary>
    public void Conclude(Action<string>? log, CancellationToken cancellationToken)
    {
        if (log is null)
        {
            return;
        }

        _network.KeepFolded();
        _router.eval();
        using LabeledImages measured = Some(_validation ?? _images);
        int[] used = [.. EvaluationBatches.Read(measured, Model.Description.NoAugmentation(), BatchSize, cancellationToken).SelectMany(ExpertsUsed)];
        NetworkCost cost = Model.Cost;
        log(string.Create(
            CultureInfo.InvariantCulture,
            $"Routing uses {used.Average():F2} of {cost.ExpertCount} experts per {(_validation is null ? "training" : "validation")} image: {cost.MeanMacs(used) / 1e6:N1} of {cost.Macs / 1e6:N1} million MACs."));
    }

    public void Dispose()
    {
        _router.eval();
        Optimizer.Dispose();
    }

    // Images evenly spaced over all classes, which follow each other.
    private static LabeledImages Some(LabeledImages images)
    {
        int count = Math.Min(images.Count, MostMeasured);
        return images.Subset([.. Enumerable.Range(0, count).Select(i => (int)((long)i * images.Count / count))]);
    }

    private int[] ExpertsUsed(LabeledBatch batch)
    {
        using DisposeScope scope = NewDisposeScope();
        return RoutedInference.Run(Model, batch.Images(_device)).ReadExpertsUsed();
    }
}
