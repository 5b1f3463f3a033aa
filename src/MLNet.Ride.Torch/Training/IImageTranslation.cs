using MLNet.Ride.Torch.Models;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>Replaces training images by others of the same classes, before the network learns from them.</summary>
internal interface IImageTranslation : IDisposable
{
    /// <summary>The trained network that it uses, which checkpoints include.</summary>
    RideModel Translator { get; }

    /// <summary>State that changes with the steps, for the checkpoint.</summary>
    IReadOnlyDictionary<string, Tensor> FurtherTensors { get; }

    /// <summary>Returns the images of a step, in the caller's dispose scope; called once per step, with the network in training mode.</summary>
    /// <param name="images">Normalized images [n, 3, S, S].</param>
    /// <param name="labels">int64 [n].</param>
    /// <param name="epoch">Epoch, from 1.</param>
    Tensor Apply(Tensor images, Tensor labels, int epoch);
}
