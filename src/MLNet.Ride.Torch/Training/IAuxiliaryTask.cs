using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>
/// What the experts learn besides the labels: the loss is w_labels·L(labels) + w·L(task). Implement it to add a self-supervised task of your own
/// to <c>SelfSupervisionRegistry.All</c>.
/// </summary>
public interface IAuxiliaryTask : IDisposable
{
    /// <summary>Random changes of each image that the task needs to see.</summary>
    int ViewCount => 1;

    /// <summary>Weight w of the task.</summary>
    double Weight { get; }

    /// <summary>Weight of the labels' loss.</summary>
    double LabelWeight => 1;

    /// <summary>What learns besides the network.</summary>
    IEnumerable<Parameter> Parameters { get; }

    /// <summary>What changes with the steps besides the network, for the checkpoint.</summary>
    IReadOnlyDictionary<string, Tensor> FurtherTensors { get; }

    /// <summary>Further networks, for the checkpoint.</summary>
    IReadOnlyDictionary<string, RideModel> OtherModels => new Dictionary<string, RideModel>();

    /// <summary>Brings what belongs to the task into the mode in which it is needed.</summary>
    void BeginEpoch()
    {
    }

    /// <summary>What the network is to see.</summary>
    /// <param name="images">The views one after the other, [views·n, 3, S, S].</param>
    /// <param name="count">Number of images n.</param>
    /// <returns>[m, 3, S, S], of which the first n are the first view, unchanged.</returns>
    Tensor Inputs(Tensor images, long count) => images;

    /// <summary>The logits of each expert that learn the labels, for all of <see cref="Inputs"/>.</summary>
    /// <param name="outputs">What the experts make of <see cref="Inputs"/>.</param>
    /// <returns>K tensors.</returns>
    Tensor[] LabelLogits(ExpertOutputs outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        return outputs.Logits;
    }

    /// <summary>The task's loss of a batch, without its weight; once for each step.</summary>
    /// <param name="outputs">What the experts make of <see cref="Inputs"/>.</param>
    /// <param name="images">As for <see cref="Inputs"/>.</param>
    /// <param name="labels">int64 [n].</param>
    /// <returns>A scalar.</returns>
    Tensor Loss(ExpertOutputs outputs, Tensor images, Tensor labels);
}
