using MLNet.Ride.Torch.Methods.Distillation;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using MLNet.Ride.Torch.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.SoftLabels;

/// <summary>
/// Joint training with two classifiers for each expert: a temporary one learns the labels, and the network's own learns a teacher's soft
/// labels.
/// </summary>
/// <remarks>
/// Li et al., ICCV 2021, section 3.3. The teacher sees the images as they are augmented and is in evaluation mode; unlike the published
/// trainer, which leaves its batch norm in training mode.
/// </remarks>
internal sealed class SoftLabelTask : IAuxiliaryTask
{
    private const string Generators = "hard-heads";

    private readonly Teacher _teacher;
    private readonly SoftLabelOptions _options;
    private readonly HardHeads _hardHeads;
    private readonly Dictionary<string, Tensor> _state = [];

    /// <param name="model">The model being trained.</param>
    /// <param name="teacher">Produces the soft labels; owned by the new object.</param>
    /// <param name="options">Weights and temperature.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="device">Device of both.</param>
    public SoftLabelTask(RideModel model, Teacher teacher, SoftLabelOptions options, int seed, Device device)
    {
        _teacher = teacher;
        _options = options;
        using Generator generator = EpochRandom.Generator(seed, Generators);
        _hardHeads = new HardHeads(model, generator);
        _hardHeads.to(device);
        ModelState.Collect(_hardHeads, "", _state);
    }

    public double Weight => _options.SoftWeight;

    public double LabelWeight => _options.HardWeight;

    public bool SupportsDataParallel => true;

    public IEnumerable<Parameter> Parameters => _hardHeads.parameters();

    public IReadOnlyDictionary<string, Tensor> FurtherTensors => _state;

    public IReadOnlyDictionary<string, RideModel> OtherModels => new Dictionary<string, RideModel> { [StageNames.Teacher] = _teacher.Model };

    public void BeginEpoch() => _teacher.Model.Network.FoldBatchNorm();

    public Tensor[] LabelLogits(ExpertOutputs outputs) => _hardHeads.Logits(outputs.Features);

    public Tensor Loss(ExpertOutputs outputs, Tensor images, Tensor labels)
    {
        Tensor teacher = _teacher.Logits(images);
        return outputs.Logits.Select(logits => SoftLabelLoss.Compute(logits, teacher, _options.Temperature)).Aggregate((sum, next) => sum.Plus(next));
    }

    public void Dispose()
    {
        _hardHeads.Dispose();
        _teacher.Dispose();
    }
}
