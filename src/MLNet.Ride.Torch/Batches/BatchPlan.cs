
namespace MLNet.Ride.Torch.Batches;

/// <summary>
/// Splits an epoch into batches. The last batch holds the remaining images; if they are fewer than the minimum batch size, they join the
/// previous batch.
/// </summary>
internal sealed class BatchPlan
{
    private readonly int _length;
    private readonly int _batchSize;

    public BatchPlan(int length, int batchSize, int leastBatch)
    {
        _length = length;
        _batchSize = batchSize;
        int left = length % batchSize;
        BatchCount = Math.Max(1, (length / batchSize) + (left >= leastBatch && left > 0 ? 1 : 0));
    }

    public int BatchCount { get; }

    public int LargestBatch => Math.Max(Batch(0).Length, Batch(BatchCount - 1).Length);

    /// <summary>Start and length of a batch, from 0.</summary>
    public (int Start, int Length) Batch(int index)
    {
        int start = index * _batchSize;
        return (start, index == BatchCount - 1 ? _length - start : _batchSize);
    }
}
