using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Batches.Mixing;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Sampling;
using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Torch.Tests.Batches;

/// <summary>Batches that an interrupted epoch has learned from already.</summary>
public class SkippedBatchesTests
{
    private const int Size = 8;
    private const int Epochs = 5;
    private const int Skipped = 3;

    [Theory]
    [InlineData("none", 1)]
    [InlineData("none", 2)]
    [InlineData("mixup", 1)]
    [InlineData("cutmix", 1)]
    [InlineData("cmo", 1)]
    [InlineData("partners", 1)]
    public void Batches_after_those_skipped_are_what_they_would_have_been(string mixing, int views)
    {
        List<LabeledBatch> all = Read(mixing, views, 0, new CountingDecoder());

        List<LabeledBatch> rest = Read(mixing, views, Skipped, new CountingDecoder());

        Assert.Equal(all.Count - Skipped, rest.Count);
        Assert.All(all.Skip(Skipped).Zip(rest), pair =>
        {
            Assert.Equal(pair.First.Pixels, pair.Second.Pixels);
            Assert.Equal(pair.First.OtherLabels, pair.Second.OtherLabels);
            Assert.Equal(pair.First.Share, pair.Second.Share);
        });
    }

    [Theory]
    [InlineData("none", 2)]
    [InlineData("cmo", 1)]
    [InlineData("partners", 1)]
    public void Skipped_batches_are_not_decoded(string mixing, int views)
    {
        CountingDecoder whole = new(), part = new();
        List<LabeledBatch> all = Read(mixing, views, 0, whole);
        Read(mixing, views, Skipped, part);

        int ofSkipped = all.Take(Skipped).Sum(batch => batch.Count * (views + (mixing is "cmo" or "partners" && batch.OtherLabels is not null ? 1 : 0)));

        Assert.Equal(whole.Count - ofSkipped, part.Count);
    }

    private static List<LabeledBatch> Read(string mixing, int views, int skipped, CountingDecoder decoder)
    {
        using LabeledImages images = decoder.Images(50, Size);
        var augmentation = new AugmentationOptions { RandomResizedCrop = true, Policy = "rand-augment" };
        var plan = new BatchPlan(images.Count, 10, 2);
        using var feed = new BatchFeed(
            images,
            new ImageAugmenter(augmentation, Size),
            new InstanceBalancedSampler(images.Count),
            plan,
            [(2, EpochRandom.Create(1, "experts", 2)), (3, EpochRandom.Create(1, "experts", 3))],
            views,
            2,
            mixing == "partners" ? null : BatchMixer.Create(new MixingOptions { Method = mixing }, images.IndicesByClass(), Epochs, images.Count, Size),
            skipped,
            mixing == "partners" ? SamplerRegistry.Reversed(images.IndicesByClass(), images.Count) : null);
        return [.. Enumerable.Range(0, (2 * plan.BatchCount) - skipped).Select(_ => feed.Next(CancellationToken.None))];
    }
}
