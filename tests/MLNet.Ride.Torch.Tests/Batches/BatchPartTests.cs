using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Batches.Mixing;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Sampling;
using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Torch.Tests.Batches;

public class BatchPartTests
{
    private const int Size = 8;
    private const int Epochs = 3;

    [Theory]
    [InlineData(8, 4)]
    [InlineData(10, 3)]
    [InlineData(2, 3)]
    public void Parts_follow_each_other_and_differ_by_one_image_at_most(int count, int processes)
    {
        int[][] parts = [.. Enumerable.Range(0, processes).Select(rank => Enumerable.Range(0, count).ToArray()[new BatchPart(rank, processes).Of(count)])];

        Assert.Equal(Enumerable.Range(0, count), parts.SelectMany(part => part));
        Assert.InRange(parts.Max(part => part.Length) - parts.Min(part => part.Length), 0, 1);
    }

    [Theory]
    [InlineData("none", 1, 2)]
    [InlineData("none", 2, 3)]
    [InlineData("mixup", 1, 3)]
    [InlineData("cutmix", 1, 2)]
    [InlineData("cmo", 1, 3)]
    [InlineData("partners", 1, 3)]
    public void The_parts_of_several_processes_are_the_batches_of_one(string mixing, int views, int processes)
    {
        List<LabeledBatch> whole = Read(mixing, views, BatchPart.Whole);
        List<LabeledBatch>[] parts = [.. Enumerable.Range(0, processes).Select(rank => Read(mixing, views, new(rank, processes)))];

        Assert.Contains(whole, batch => (mixing == "none") == (batch.OtherLabels is null));
        foreach ((int number, LabeledBatch batch) in whole.Index())
        {
            LabeledBatch[] own = [.. parts.Select(batches => batches[number])];
            for (int view = 0; view < (mixing == "partners" ? 2 : views); view++)
            {
                Assert.Equal(Pixels(batch, view), own.SelectMany(part => Pixels(part, view)));
            }

            Assert.Equal(Labels(batch), own.SelectMany(Labels));
            Assert.Equal(batch.Indices, batch.Indices is null ? null : own.SelectMany(part => part.Indices!));
            Assert.Equal(batch.OtherLabels is null, batch.Indices is not null);
            Assert.Equal(batch.OtherLabels, batch.OtherLabels is null ? null : own.SelectMany(part => part.OtherLabels!));
            Assert.All(own, part => Assert.Equal(
                (Labels(batch), batch.OtherLabels, batch.Share, batch.Count), (part.LabelsOfBatch!, part.OtherLabelsOfBatch, part.Share, part.CountOfBatch), Same));
        }
    }

    private static bool Same((long[] Labels, long[]? Others, double Share, int Count) one, (long[] Labels, long[]? Others, double Share, int Count) other)
        => one.Labels.SequenceEqual(other.Labels) && (one.Others ?? []).SequenceEqual(other.Others ?? []) && one.Share == other.Share && one.Count == other.Count;

    private static float[] Pixels(LabeledBatch batch, int view)
    {
        int length = batch.Count * 3 * Size * Size;
        return batch.Pixels.AsSpan(view * length, length).ToArray();
    }

    private static long[] Labels(LabeledBatch batch)
    {
        using TorchSharp.torch.Tensor labels = batch.Labels(TorchSharp.torch.CPU);
        return labels.data<long>().ToArray();
    }

    private static List<LabeledBatch> Read(string mixing, int views, BatchPart part)
    {
        using LabeledImages images = DrawnImages.Create([20, 9, 4], Size);
        var plan = new BatchPlan(images.Count, 10, 2);
        using var feed = new BatchFeed(
            images,
            new ImageAugmenter(new AugmentationOptions { CropPadding = 1, Policy = "rand-augment" }, Size),
            new InstanceBalancedSampler(images.Count),
            plan,
            [(2, EpochRandom.Create(1, "experts", 2))],
            views,
            2,
            mixing == "partners" ? null : BatchMixer.Create(new MixingOptions { Method = mixing, UnmixedEpochsAtStart = mixing == "none" ? null : 0 }, images.IndicesByClass(), Epochs, images.Count, Size),
            partners: mixing == "partners" ? SamplerRegistry.Reversed(images.IndicesByClass(), images.Count) : null,
            part: part);
        return [.. Enumerable.Range(0, plan.BatchCount).Select(_ => feed.Next(CancellationToken.None))];
    }
}
