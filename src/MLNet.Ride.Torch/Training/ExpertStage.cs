using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Batches.Mixing;
using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using MLNet.Ride.Torch.Sampling;
using MLNet.Ride.Torch.Training.Schedules;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace MLNet.Ride.Torch.Training;

/// <summary>Stage one of RIDE: trains all experts jointly, from the labels and optionally a teacher's logits.</summary>
internal sealed class ExpertStage : ITrainingStage
{
    private readonly RideNetwork _network;
    private readonly ExpertLoss _loss;
    private readonly IDistillation? _distillation;
    private readonly IDistillationLoss? _lossOfBoth;
    private readonly IAuxiliaryTask? _task;
    private readonly ConsistencyLoss? _consistency;
    private readonly IImageTranslation? _translation;

    /// <param name="name">Name of the stage, which determines its random numbers.</param>
    /// <param name="model">The model being trained.</param>
    /// <param name="images">The training images.</param>
    /// <param name="options">Settings.</param>
    /// <param name="distillation">Distillation from a teacher, owned by the new object, or null.</param>
    /// <param name="task">An auxiliary task besides the labels, owned by the new object, or null.</param>
    /// <param name="translation">Replaces training images, owned by the new object, or null.</param>
    public ExpertStage(
        string name,
        RideModel model,
        LabeledImages images,
        RideOptions options,
        IDistillation? distillation = null,
        IAuxiliaryTask? task = null,
        IImageTranslation? translation = null)
    {
        Name = name;
        OptimizerOptions optimizer = options.Optimizer;
        Model = model;
        _network = model.Network;
        _distillation = distillation;
        _task = task;
        _translation = translation;
        _loss = new ExpertLoss(options.Loss, images.ClassCounts, options.Epochs, model.Description.ExpertCount);
        _lossOfBoth = distillation?.Over(_loss);
        if (options.Consistency.Weight > 0)
        {
            _consistency = new ConsistencyLoss(_loss, options.Consistency, options.Epochs);
            FurtherViews = options.Consistency.StrongView(options.Augmentation);
        }

        int warmUp = distillation is null ? optimizer.WarmUp(options.Epochs) : options.Distillation.WarmUp(optimizer, options.Epochs);
        _network.Freeze(options.FineTuning);
        Optimizer = new StageOptimizer(
            Learned(options.FineTuning.BackboneRate), optimizer, ScheduleRegistry.Create(optimizer, warmUp, options.Epochs));
        EpochCount = options.Epochs;
        BatchSize = options.BatchSize;
        Sampler = SamplerRegistry.Create(options.Sampling, images.IndicesByClass(), options.Epochs, options.Loss.ReweightAfter(options.Epochs));
        Partners = options.Loss.Objective == ExpertObjective.Bilateral ? SamplerRegistry.Reversed(images.IndicesByClass(), Sampler.EpochLength) : null;
        Mixer = BatchMixer.Create(options.Mixing, images.IndicesByClass(), options.Epochs, Sampler.EpochLength, images.ImageSize);
        Average = optimizer.AverageDecay == 0 ? null : new WeightAverage(model, optimizer.AverageDecay);
    }

    public string Name { get; }

    public int EpochCount { get; }

    public int BatchSize { get; }

    /// <summary>Batch norm needs two values per channel, and the last map of a small image may be a single pixel.</summary>
    public int LeastBatch => 2;

    public IEpochSampler Sampler { get; }

    public bool LearnsLabels { get; init; } = true;

    public int ViewCount => _consistency is null ? _task?.ViewCount ?? 1 : ConsistencyLoss.Views;

    public AugmentationOptions? FurtherViews { get; }

    public BatchMixer? Mixer { get; }

    public IEpochSampler? Partners { get; }

    public RideModel Model { get; }

    public WeightAverage? Average { get; }

    public IReadOnlyDictionary<string, RideModel> OtherModels
    {
        get
        {
            Dictionary<string, RideModel> models = _task is null ? [] : new(_task.OtherModels);
            foreach ((string name, RideModel model) in FurtherModels.Concat(_distillation?.Teachers ?? new Dictionary<string, RideModel>()))
            {
                models.Add(name, model);
            }

            if (_translation is not null)
            {
                models.Add(StageNames.Translator, _translation.Translator);
            }

            return models;
        }
    }

    /// <summary>Networks that later stages need.</summary>
    public IReadOnlyDictionary<string, RideModel> FurtherModels { private get; init; } = new Dictionary<string, RideModel>();

    public LabeledImages? Images { get; init; }

    public IReadOnlyDictionary<string, Tensor> FurtherTensors
    {
        get
        {
            var none = new Dictionary<string, Tensor>();
            return (_task?.FurtherTensors ?? none).Concat(_distillation?.FurtherTensors ?? none).Concat(_translation?.FurtherTensors ?? none).ToDictionary();
        }
    }

    public bool SupportsDataParallel => _task?.SupportsDataParallel ?? true;

    public StageOptimizer Optimizer { get; }

    public string AdviceOnDivergence
        => "Try a lower Optimizer.LearningRate, more Optimizer.WarmUpEpochs, or a Loss.DiversityFactor closer to 0.";

    public double BeginEpoch(int epoch)
    {
        _distillation?.BeginEpoch(epoch);
        _network.train();
        _task?.BeginEpoch();
        return Optimizer.BeginEpoch(epoch);
    }

    public Tensor Loss(Tensor images, Targets targets, int epoch)
        => Partners is not null ? OfBranches(images, targets, epoch)
            : _consistency is not null ? OfViews(_consistency, images, targets, epoch)
            : _task is null ? OfLabels(Translated(images, targets, epoch), targets, epoch)
            : WithTask(_task, images, targets, epoch);

    public void Conclude(Action<string>? log, CancellationToken cancellationToken) => _distillation?.Conclude(log, cancellationToken);

    public void Dispose()
    {
        _network.eval();
        _network.Unfreeze();
        Optimizer.Dispose();
        Average?.Dispose();
        _loss.Dispose();
        _task?.Dispose();
        _distillation?.Dispose();
        _translation?.Dispose();
    }

    private IEnumerable<(double Rate, IEnumerable<Parameter> Parameters)> Learned(double backboneRate)
    {
        Parameter[] all = [.. _network.parameters().Where(parameter => parameter.requires_grad)];
        IEnumerable<Parameter> ofTask = _task?.Parameters ?? [];
        if (backboneRate == 1)
        {
            return [(1, all.Concat(ofTask))];
        }

        Parameter[] heads = [.. _network.Backbone.Heads.SelectMany(head => head.parameters())];
        return [(backboneRate, all.Except(heads)), (1, heads.Concat(ofTask))];
    }

    private Tensor OfLabels(Tensor images, Targets targets, int epoch) => OfLabels(_network.Experts(images), images, targets, epoch);

    private Tensor Translated(Tensor images, Targets targets, int epoch) => _translation?.Apply(images, targets.Labels, epoch) ?? images;

    private Tensor OfLabels(Tensor[] experts, Tensor images, Targets targets, int epoch)
    {
        Tensor? teacher = _distillation?.TeacherLogits(images);
        return targets.Loss(labels => _lossOfBoth is null
            ? _loss.Compute(experts, labels, epoch)
            : _lossOfBoth.Compute(experts, teacher!, labels, epoch));
    }

    private Tensor OfBranches(Tensor images, Targets targets, int epoch)
    {
        double share = CumulativeLearning.Share(epoch, EpochCount);
        Tensor[] sum = [CumulativeLearning.Logits(_network.Backbone, images, share)];
        return (targets with { Share = share }).Loss(labels => _loss.Compute(sum, labels, epoch));
    }

    private Tensor OfViews(ConsistencyLoss consistency, Tensor images, Targets targets, int epoch)
    {
        Tensor[] experts = _network.Experts(images);
        Tensor ofLabels = targets.OfViews(ConsistencyLoss.Views).Loss(labels => _loss.Compute(experts, labels, epoch));
        return ofLabels.Plus(consistency.Compute(experts, targets.Labels, epoch));
    }

    private Tensor WithTask(IAuxiliaryTask task, Tensor images, Targets targets, int epoch)
    {
        long count = targets.Labels.size(0);
        ExpertOutputs outputs = ExpertOutputs.Of(_network, task.Inputs(images, count));
        Tensor[] experts = [.. task.LabelLogits(outputs).Select(logits => logits.narrow(0, 0, count))];
        Tensor ofLabels = OfLabels(experts, images.narrow(0, 0, count), targets, epoch);
        return ofLabels.Times(task.LabelWeight).Plus(task.Loss(outputs, images, targets.Labels).Times(task.Weight));
    }
}
