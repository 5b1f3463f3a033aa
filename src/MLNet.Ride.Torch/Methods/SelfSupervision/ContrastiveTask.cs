using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Networks.Heads;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.SelfSupervision;

/// <summary>Momentum contrast: identifies which of many keys belongs to another view of the same image.</summary>
/// <remarks>
/// He et al., CVPR 2020, in the form of the published code of SSD (Li et al., ICCV 2021), whose first view is also used to learn the
/// labels. Its shuffling of the keys' batches across GPUs does not apply to one device.
/// </remarks>
internal sealed class ContrastiveTask : IAuxiliaryTask
{
    public const int Views = 2;

    private readonly FeatureHead _projection;
    private readonly MomentumEncoder _encoder;
    private readonly KeyQueue _queue;
    private readonly double _temperature;
    private readonly bool _leavesOutOwnClass;
    private readonly Dictionary<string, Tensor> _state = [];

    public ContrastiveTask(RideModel model, SelfSupervisionOptions options, int queueLength, Generator generator, Device device)
    {
        int features = model.Network.Backbone.FeatureCount;
        _projection = new FeatureHead(generator, features, features, options.Dimension);
        _projection.to(device);
        var ofKeys = new FeatureHead(generator, features, features, options.Dimension);
        ofKeys.to(device);
        _encoder = new MomentumEncoder(model, _projection, ofKeys, options.Momentum, device);
        _queue = new KeyQueue(queueLength, options.Dimension, generator, device);
        Weight = options.Weight;
        _temperature = options.Temperature;
        _leavesOutOwnClass = options.ExcludeSameClass;
        _projection.AddState("projection.", _state);
        ofKeys.AddState("key_projection.", _state);
        _state.Add("queue.keys", _queue.Keys);
        _state.Add("queue.labels", _queue.Labels);
        _state.Add("queue.position", _queue.Position);
    }

    public int ViewCount => Views;

    public double Weight { get; }

    public IEnumerable<Parameter> Parameters => _projection.parameters();

    public IReadOnlyDictionary<string, Tensor> FurtherTensors => _state;

    public IReadOnlyDictionary<string, RideModel> OtherModels => new Dictionary<string, RideModel> { ["keys"] = _encoder.Model };

    public void BeginEpoch() => _encoder.Model.Network.train();

    public Tensor Inputs(Tensor images, long count) => images.narrow(0, 0, count);

    public Tensor Loss(ExpertOutputs outputs, Tensor images, Tensor labels)
    {
        Tensor queries = CosineLinear.Normalized(_projection.forward(outputs.MeanFeatures()), 1);
        _encoder.Update();
        Tensor keys = _encoder.Keys(images.narrow(0, labels.size(0), labels.size(0)));
        Tensor negatives = _queue.Keys.clone(); // the gradient needs them as they are now
        Tensor? ownClass = _leavesOutOwnClass ? labels.unsqueeze(1).eq(_queue.Labels.unsqueeze(0)) : null;
        _queue.Enqueue(keys, labels);
        return ContrastiveLoss.Compute(queries, keys, negatives, ownClass, _temperature);
    }

    public void Dispose()
    {
        _projection.Dispose();
        _encoder.Dispose();
        _queue.Dispose();
    }
}
