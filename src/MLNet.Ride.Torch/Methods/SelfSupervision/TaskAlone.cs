using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.SelfSupervision;

/// <summary>A task that the network learns without the labels; the classifiers stay as they are.</summary>
internal sealed class TaskAlone : IAuxiliaryTask
{
    private readonly IAuxiliaryTask _task;
    private readonly Parameter[] _classifiers;

    /// <param name="task">The task, owned by the new object.</param>
    /// <param name="model">The model being trained.</param>
    public TaskAlone(IAuxiliaryTask task, RideModel model)
    {
        _task = task;
        _classifiers = [.. model.Network.Backbone.Heads.SelectMany(head => head.parameters())];
        LetClassifiersLearn(false);
    }

    public int ViewCount => _task.ViewCount;

    public double Weight => _task.Weight;

    public double LabelWeight => 0;

    public IEnumerable<Parameter> Parameters => _task.Parameters;

    public IReadOnlyDictionary<string, Tensor> FurtherTensors => _task.FurtherTensors;

    public IReadOnlyDictionary<string, RideModel> OtherModels => _task.OtherModels;

    public bool SupportsDataParallel => _task.SupportsDataParallel;

    public void BeginEpoch() => _task.BeginEpoch();

    public Tensor Inputs(Tensor images, long count) => _task.Inputs(images, count);

    public Tensor[] LabelLogits(ExpertOutputs outputs) => [.. _task.LabelLogits(outputs).Select(logits => logits.detach())];

    public Tensor Loss(ExpertOutputs outputs, Tensor images, Tensor labels) => _task.Loss(outputs, images, labels);

    public void Dispose()
    {
        LetClassifiersLearn(true);
        _task.Dispose();
    }

    private void LetClassifiersLearn(bool learn) => Array.ForEach(_classifiers, parameter => parameter.requires_grad = learn);
}
