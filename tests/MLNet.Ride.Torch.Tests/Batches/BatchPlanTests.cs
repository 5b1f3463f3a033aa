using MLNet.Ride.Torch.Batches;

namespace MLNet.Ride.Torch.Tests.Batches;

public class BatchPlanTests
{
    [Theory]
    [InlineData(12, 4, 2, new[] { 4, 4, 4 })]
    [InlineData(11, 4, 2, new[] { 4, 4, 3 })]
    [InlineData(9, 4, 2, new[] { 4, 5 })]
    [InlineData(9, 4, 1, new[] { 4, 4, 1 })]
    [InlineData(3, 4, 2, new[] { 3 })]
    [InlineData(1, 4, 2, new[] { 1 })]
    public void Every_image_is_in_one_batch(int length, int batchSize, int leastBatch, int[] expected)
    {
        var plan = new BatchPlan(length, batchSize, leastBatch);

        (int Start, int Length)[] batches = [.. Enumerable.Range(0, plan.BatchCount).Select(plan.Batch)];

        Assert.Equal(expected, batches.Select(batch => batch.Length));
        Assert.Equal(expected.Max(), plan.LargestBatch);
        Assert.All(batches, (batch, i) => Assert.Equal(expected.Take(i).Sum(), batch.Start));
    }
}
