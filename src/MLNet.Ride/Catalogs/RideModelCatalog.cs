using MLNet.Ride;
using MLNet.Ride.Platform;
using MLNet.Ride.Torch.Options;

namespace Microsoft.ML;

/// <summary>Adds models of interrupted training runs to <c>mlContext.Model</c>.</summary>
public static class RideModelCatalog
{
    /// <summary>
    /// Makes a model of a training run that was interrupted (or finished) from its checkpoint. It has the weights of the best epoch so far if the run keeps it
    /// (<see cref="KeptEpoch.Best"/>), otherwise those at which the run stopped; <paramref name="checkpoint"/> says which. The checkpoint is not changed: the
    /// run can be resumed.
    /// </summary>
    /// <param name="catalog">The model catalog.</param>
    /// <param name="folder">The folder of the checkpoint (<see cref="CheckpointOptions.Folder"/>).</param>
    /// <param name="checkpoint">How far the run is.</param>
    /// <returns>The classifier, with the classes and columns of training. Append it to the fitted transforms that prepared the training rows.</returns>
    /// <exception cref="FileNotFoundException">There is no checkpoint in the folder.</exception>
    /// <exception cref="InvalidOperationException">The run stopped while it trained a network before its model, such as a teacher.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged.</exception>
    public static RideTransformer LoadRideCheckpoint(this ModelOperationsCatalog catalog, string folder, out RideCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return RideCheckpoint.Load(MLEnvironment.Of(catalog), folder, out checkpoint);
    }
}
