using MLNet.Ride.Torch.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.SelfSupervision;

/// <summary>A task whose answer the images themselves give; the experts learn it from the mean of their features, beside their labels.</summary>
internal interface ISelfSupervisedTask : IDisposable
{
    /// <summary>Random changes of each image that the task needs to see.</summary>
    int ViewCount => 1;

    /// <summary>What learns besides the network.</summary>
    IEnumerable<Parameter> Parameters { get; }

    /// <summary>What changes with the steps besides the network, for the checkpoint.</summary>
    IReadOnlyDictionary<string, Tensor> FurtherTensors { get; }

    /// <summary>Further networks, for the checkpoint.</summary>
    IReadOnlyDictionary<string, RideModel> OtherModels => new Dictionary<string, RideModel>();

    /// <summary>Brings what belongs to the task into the mode in which it learns.</summary>
    void BeginEpoch()
    {
    }

    /// <summary>What the network is to see.</summary>
    /// <param name="images">The views one after the other, [views·n, 3, S, S].</param>
    /// <param name="count">Number of images n.</param>
    /// <returns>[m, 3, S, S], of which the first n are the first view, unchanged.</returns>
    Tensor Inputs(Tensor images, long count);

    /// <summary>The loss of a batch, once for each step.</summary>
    /// <param name="features">The experts' mean features [m, F] of <see cref="Inputs"/>.</param>
    /// <param name="images">As for <see cref="Inputs"/>.</param>
    /// <param name="labels">int64 [n].</param>
    /// <returns>A scalar.</returns>
    Tensor Loss(Tensor features, Tensor images, Tensor labels);
}
