using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.Decoupling;

/// <summary>Computes the features of a set's images in order, without random augmentation.</summary>
public static class FeatureBatches
{
    private const int LargestBatch = 256;
    private const int PixelsOfBatch = 1 << 21;

    /// <summary>Runs every image once through a network with folded batch norm.</summary>
    /// <param name="model">The network.</param>
    /// <param name="images">The images.</param>
    /// <param name="task">Provides the cancellation token.</param>
    /// <param name="use">
    /// Receives the features of a batch, K tensors [n, F], and its labels, int64 [n] on the CPU; without gradient, in a dispose scope.
    /// </param>
    public static void Read(RideModel model, LabeledImages images, ClassifierTask task, Action<Tensor[], Tensor> use)
    {
        ArgumentNullException.ThrowIfNull(task);
        ForEach(model, images, task.CancellationToken, use);
    }

    /// <summary>Number of images in a batch.</summary>
    internal static int BatchSize(RideModel model) => Math.Clamp(PixelsOfBatch / (model.Description.ImageSize * model.Description.ImageSize), 1, LargestBatch);

    /// <summary>Runs every image once through a network with folded batch norm.</summary>
    /// <param name="model">The network.</param>
    /// <param name="images">The images.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <param name="use">
    /// Receives the features of a batch, K tensors [n, F], and its labels, int64 [n] on the CPU; without gradient, in a dispose scope.
    /// </param>
    internal static void ForEach(RideModel model, LabeledImages images, CancellationToken cancellationToken, Action<Tensor[], Tensor> use)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(use);
        model.Network.FoldBatchNorm();
        foreach (LabeledBatch batch in EvaluationBatches.Read(images, model.Description.NoAugmentation(), BatchSize(model), cancellationToken))
        {
            using DisposeScope scope = NewDisposeScope();
            using IDisposable noGradient = no_grad();
            use(ExpertOutputs.Of(model.Network, batch.Images(model.Device)).Features, batch.Labels(CPU));
        }
    }
}
