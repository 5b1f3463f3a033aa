using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.SelfSupervision;

/// <summary>Predicts by which of 0°, 90°, 180°, and 270° an image is rotated.</summary>
/// <remarks>
/// Gidaris et al., "Unsupervised representation learning by predicting image rotations", ICLR 2018: all four rotations of an image are in
/// one batch, so there is no random draw. The labels are learned from the unrotated images.
/// </remarks>
internal sealed class RotationTask : IAuxiliaryTask
{
    private readonly FeatureHead _head;
    private readonly Dictionary<string, Tensor> _state = [];

    public RotationTask(int featureCount, double weight, Generator generator, Device device)
    {
        Weight = weight;
        _head = new FeatureHead(generator, featureCount, ImageRotations.Count);
        _head.to(device);
        _head.AddState("rotation.", _state);
    }

    public double Weight { get; }

    public bool SupportsDataParallel => true;

    public IEnumerable<Parameter> Parameters => _head.parameters();

    public IReadOnlyDictionary<string, Tensor> FurtherTensors => _state;

    public Tensor Inputs(Tensor images, long count) => ImageRotations.Of(images);

    public Tensor Loss(ExpertOutputs outputs, Tensor images, Tensor labels)
        => nn.functional.cross_entropy(_head.forward(outputs.MeanFeatures()), ImageRotations.Labels(labels.size(0), labels.device));

    public void Dispose() => _head.Dispose();
}
