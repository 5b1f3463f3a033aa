using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Sampling;

namespace MLNet.Ride.Torch.Batches;

/// <summary>Reads the images of a set in order, prepared as for scoring, without randomness.</summary>
internal static class EvaluationBatches
{
    /// <summary>Reads every image once. Batches are prepared ahead of time on other threads.</summary>
    /// <param name="images">The images.</param>
    /// <param name="plain">Normalizes them, without random augmentation.</param>
    /// <param name="batchSize">Images in a batch, at least 1; the last batch may be smaller.</param>
    /// <param name="cancellationToken">Stops the enumeration.</param>
    /// <returns>Batches. Each one is valid until the next is requested; dispose its tensors before that.</returns>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public static IEnumerable<LabeledBatch> Read(
        LabeledImages images, AugmentationOptions plain, int batchSize, CancellationToken cancellationToken)
    {
        var plan = new BatchPlan(images.Count, batchSize, 1);
        using var feed = new BatchFeed(
            images, new ImageAugmenter(plain, images.ImageSize), new InOrder(images.Count), plan, [(1, new Random(0))]);
        for (int i = 0; i < plan.BatchCount && images.Count > 0; i++)
        {
            LabeledBatch batch = feed.Next(cancellationToken);
            yield return batch;
            feed.Return(batch);
        }
    }

    private sealed class InOrder(int count) : IEpochSampler
    {
        public int EpochLength => count;

        public int[] Draw(int epoch, Random random) => [.. Enumerable.Range(0, count)];
    }
}
