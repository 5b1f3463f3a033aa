using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>
/// An auxiliary task that the experts learn besides the labels: the loss is w_labels·L(labels) + w·L(task). Implement it to add your own
/// self-supervised task to <c>SelfSupervisionRegistry.All</c>.
/// </summary>
public interface IAuxiliaryTask : IDisposable
{
    /// <summary>Number of random views of each image that the task needs.</summary>
    int ViewCount => 1;

    /// <summary>Weight w of the task.</summary>
    double Weight { get; }

    /// <summary>Weight of the label loss.</summary>
    double LabelWeight => 1;

    /// <summary>Trainable parameters besides those of the network.</summary>
    IEnumerable<Parameter> Parameters { get; }

    /// <summary>State besides the network that changes with the steps, for the checkpoint.</summary>
    IReadOnlyDictionary<string, Tensor> FurtherTensors { get; }

    /// <summary>Additional networks, for the checkpoint.</summary>
    IReadOnlyDictionary<string, RideModel> OtherModels => new Dictionary<string, RideModel>();

    /// <summary>
    /// Whether several processes can train it together: its loss is a mean over the images, and nothing but its parameters changes with the steps, so that it
    /// stays the same in all of them.
    /// </summary>
    bool SupportsDataParallel => false;

    /// <summary>Switches the task's modules to the mode they need.</summary>
    void BeginEpoch()
    {
    }

    /// <summary>Returns the inputs of the network.</summary>
    /// <param name="images">The views in sequence, [views·n, 3, S, S].</param>
    /// <param name="count">Number of images n.</param>
    /// <returns>[m, 3, S, S], of which the first n are the first view, unchanged.</returns>
    Tensor Inputs(Tensor images, long count) => images;

    /// <summary>Returns the logits of each expert that learn the labels, for all of <see cref="Inputs"/>.</summary>
    /// <param name="outputs">Outputs of the experts for <see cref="Inputs"/>.</param>
    /// <returns>K tensors.</returns>
    Tensor[] LabelLogits(ExpertOutputs outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        return outputs.Logits;
    }

    /// <summary>Computes the task's loss of a batch, without its weight; called once per step.</summary>
    /// <param name="outputs">Outputs of the experts for <see cref="Inputs"/>.</param>
    /// <param name="images">The images passed to <see cref="Inputs"/>.</param>
    /// <param name="labels">int64 [n].</param>
    /// <returns>A scalar.</returns>
    Tensor Loss(ExpertOutputs outputs, Tensor images, Tensor labels);
}
