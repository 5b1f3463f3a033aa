using MLNet.Ride.Torch.Augmentation;
using MLNet.Ride.Torch.Data;
using MLNet.Ride.Torch.Sampling;
using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Torch.Scoring;

/// <summary>The images of a set in batches, shuffled in every epoch, each changed at random in two ways.</summary>
internal sealed class TwoViews : IDisposable
{
    private readonly BatchFeed _first;
    private readonly BatchFeed _second;
    private readonly CancellationToken _cancellationToken;

    public TwoViews(LabeledImages images, AugmentationOptions augmentation, int batchSize, int epochs, int seed, CancellationToken cancellationToken)
    {
        var plan = new BatchPlan(images.Count, batchSize, 1);
        var augmenter = new ImageAugmenter(augmentation, images.ImageSize);
        BatchCount = plan.BatchCount;
        _cancellationToken = cancellationToken;
        _first = Feed("first view");
        _second = Feed("second view");

        BatchFeed Feed(string name) => new(
            images, augmenter, new Shuffled(images.Count, seed), plan, Enumerable.Range(1, epochs).Select(epoch => (epoch, EpochRandom.Create(seed, name, epoch))));
    }

    /// <summary>Batches in an epoch.</summary>
    public int BatchCount { get; }

    /// <summary>Hands the two views of the next images to an action, after which their tensors must be disposed.</summary>
    public void Next(Action<LabeledBatch, LabeledBatch> action)
    {
        (LabeledBatch first, LabeledBatch second) = (_first.Next(_cancellationToken), _second.Next(_cancellationToken));
        action(first, second);
        _first.Return(first);
        _second.Return(second);
    }

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    /// <summary>An order of its own, so that both views come in it, whatever is drawn for their changes.</summary>
    private sealed class Shuffled(int count, int seed) : IEpochSampler
    {
        public int EpochLength => count;

        public int[] Draw(int epoch, Random random)
        {
            int[] order = [.. Enumerable.Range(0, count)];
            EpochRandom.Create(seed, "order of views", epoch).Shuffle(order);
            return order;
        }
    }
}
