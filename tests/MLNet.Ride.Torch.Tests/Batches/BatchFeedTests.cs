using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Sampling;
using MLNet.Ride.Torch.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Batches;

public class BatchFeedTests
{
    private readonly LabeledImages _images = DrawnImages.Create([20, 9, 4], 8);

    [Fact]
    public void Batches_follow_from_the_generators_alone()
    {
        float[][] first = Read(Feed(), returnBuffers: true);
        float[][] second = Read(Feed(), returnBuffers: false);

        Assert.Equal(first, second);
    }

    [Fact]
    public void An_error_of_the_sampler_reaches_the_reader()
    {
        using BatchFeed feed = Feed(new FailingSampler());

        var error = Assert.Throws<FormatException>(() => feed.Next(CancellationToken.None));

        Assert.Equal("from the sampler", error.Message);
    }

    [Fact]
    public void Cancelling_ends_the_wait()
    {
        using var source = new CancellationTokenSource();
        using var blocked = new ManualResetEventSlim();
        using BatchFeed feed = Feed(new BlockedSampler(blocked));
        source.CancelAfter(20);

        var error = Assert.Throws<OperationCanceledException>(() => feed.Next(source.Token));
        blocked.Set();

        Assert.Equal(source.Token, error.CancellationToken);
    }

    [Fact]
    public void May_be_disposed_before_its_end()
    {
        BatchFeed feed = Feed(epochs: int.MaxValue);
        feed.Next(CancellationToken.None);

        feed.Dispose();
    }

    [Fact]
    public void Ends_after_the_last_epoch()
    {
        using BatchFeed feed = Feed(epochs: 1);
        for (int batch = 0; batch < Plan.BatchCount; batch++)
        {
            feed.Next(CancellationToken.None);
        }

        Assert.Throws<InvalidOperationException>(() => feed.Next(CancellationToken.None));
    }

    [Fact]
    public void Every_view_is_drawn_anew_of_the_same_images()
    {
        using BatchFeed one = Feed();
        using BatchFeed two = Feed(views: 2);
        int length = 10 * 8 * 8 * 3;

        LabeledBatch first = one.Next(CancellationToken.None);
        LabeledBatch both = two.Next(CancellationToken.None);

        Assert.Equal(10, both.Count);
        Assert.Equal(first.Pixels[..length], both.Pixels[..length]);
        Assert.NotEqual(both.Pixels[..length], both.Pixels[length..(2 * length)]);
        using var images = both.Images(CPU);
        Assert.Equal([20, 3, 8, 8], images.shape);
    }

    [Fact]
    public void Further_views_can_be_augmented_in_another_way()
    {
        var none = new AugmentationOptions { CropPadding = 0, HorizontalFlip = false, RotationDegrees = 0 };
        AugmentationOptions withHole = none.Copy();
        withHole.CutoutSize = 4;
        using BatchFeed feed = new(
            _images,
            new ImageAugmenter(none, _images.ImageSize),
            new InstanceBalancedSampler(_images.Count),
            Plan,
            [(1, EpochRandom.Create(1, "experts", 1))],
            views: 2,
            furtherViews: new ImageAugmenter(withHole, _images.ImageSize));
        int length = 10 * 8 * 8 * 3;

        float[] pixels = feed.Next(CancellationToken.None).Pixels;

        (float First, float Further)[] pairs = [.. pixels[..length].Zip(pixels[length..(2 * length)])];
        Assert.DoesNotContain(0, pixels[..length]);
        Assert.Contains(pairs, pair => pair.Further == 0);
        Assert.All(pairs, pair => Assert.True(pair.Further == 0 || pair.Further == pair.First));
    }

    [Theory]
    [InlineData(4, 15, 1)]
    [InlineData(0, 0, 1)]
    [InlineData(0, 0, 2)]
    public void Bytes_that_the_GPU_normalizes_become_the_same_images(int padding, double degrees, int views)
    {
        var augmentation = new AugmentationOptions { CropPadding = padding, RotationDegrees = degrees, Mean = [0.4f, 0.5f, 0.6f], StandardDeviation = [0.2f, 0.25f, 0.3f] };
        using BatchFeed normalized = Feed(augmentation: augmentation, views: views);
        using BatchFeed asBytes = Feed(augmentation: augmentation, views: views, forGpu: true);
        for (int i = 0; i < 2 * Plan.BatchCount; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            LabeledBatch expected = normalized.Next(CancellationToken.None), batch = asBytes.Next(CancellationToken.None);

            Assert.IsType<byte[]>(batch.Memory);
            Assert.Equal(expected.Images(CPU).contiguous().data<float>().ToArray(), batch.Images(CPU).contiguous().data<float>().ToArray());
            Assert.Equal(expected.Images(CPU).stride(), batch.Images(CPU).stride());
            asBytes.Return(batch);
        }
    }

    [Fact]
    public void Partners_travel_as_bytes_too()
    {
        using BatchFeed normalized = Feed(partners: new InstanceBalancedSampler(_images.Count));
        using BatchFeed asBytes = Feed(partners: new InstanceBalancedSampler(_images.Count), forGpu: true);
        using DisposeScope scope = NewDisposeScope();

        Tensor expected = normalized.Next(CancellationToken.None).Images(CPU), images = asBytes.Next(CancellationToken.None).Images(CPU);

        Assert.Equal([20, 3, 8, 8], images.shape);
        Assert.Equal(expected.contiguous().data<float>().ToArray(), images.contiguous().data<float>().ToArray());
    }

    [Fact]
    public void Images_with_holes_are_normalized_for_the_GPU()
    {
        using BatchFeed feed = Feed(augmentation: new AugmentationOptions { CutoutSize = 4 }, forGpu: true);

        Assert.IsType<float[]>(feed.Next(CancellationToken.None).Memory);
    }

    private BatchPlan Plan => new(_images.Count, 10, 2);

    private BatchFeed Feed(
        IEpochSampler? sampler = null, int epochs = 2, int views = 1, AugmentationOptions? augmentation = null, IEpochSampler? partners = null, bool forGpu = false) => new(
        _images,
        new ImageAugmenter(augmentation ?? new AugmentationOptions(), _images.ImageSize),
        sampler ?? new InstanceBalancedSampler(_images.Count),
        Plan,
        Enumerable.Range(1, epochs).Select(epoch => (epoch, EpochRandom.Create(1, "experts", epoch))),
        views,
        partners: partners,
        forGpu: forGpu);

    private float[][] Read(BatchFeed feed, bool returnBuffers)
    {
        using (feed)
        {
            var read = new float[2 * Plan.BatchCount][];
            for (int i = 0; i < read.Length; i++)
            {
                LabeledBatch batch = feed.Next(CancellationToken.None);
                read[i] = batch.Pixels[..(batch.Count * 8 * 8 * 3)];
                if (returnBuffers)
                {
                    feed.Return(batch);
                }
            }

            return read;
        }
    }

    private sealed class FailingSampler : IEpochSampler
    {
        public int EpochLength => 33;

        public int[] Draw(int epoch, Random random) => throw new FormatException("from the sampler");
    }

    private sealed class BlockedSampler(ManualResetEventSlim released) : IEpochSampler
    {
        public int EpochLength => 33;

        public int[] Draw(int epoch, Random random)
        {
            released.Wait();
            return new int[EpochLength];
        }
    }
}
