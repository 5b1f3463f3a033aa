using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Sampling;

namespace MLNet.Ride.Torch.Batches;

/// <summary>The images of a set in their order, prepared as for scoring: nothing is random.</summary>
internal static class EvaluationBatches
{
    /// <summary>Reads every image once. Batches are prepared ahead, on other threads.</summary>
    /// <param name="images">The images.</param>
    /// <param name="plain">How they are normalised; nothing is random.</param>
    /// <param name="batchSize">Images in a batch, at least 1; the last one has what is left.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Batches, each of which may be used until the next one is asked for, its tensors disposed by then.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
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
