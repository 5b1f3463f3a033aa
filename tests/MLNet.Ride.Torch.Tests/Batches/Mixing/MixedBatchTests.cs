using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Batches.Mixing;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Sampling;
using MLNet.Ride.Torch.Tests.Sampling;
using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Torch.Tests.Batches.Mixing;

public class MixedBatchTests
{
    private const int Size = 8;
    private const int Length = Size * Size * 3;
    private const int Epochs = 10;
    private const int BatchSize = 10;

    // Every image is of one color, which tells its class.
    private static readonly int[] Counts = [60, 25, 5];

    private readonly LabeledImages _images = Create();

    public static TheoryData<string> Methods => [.. MixingRegistry.All.Names.Where(name => name != "none")];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Images_and_labels_are_mixed_by_the_same_share(string method)
    {
        foreach (LabeledBatch batch in Read(new MixingOptions { Method = method, UnmixedEpochsAtStart = 0, UnmixedEpochsAtEnd = 0, Probability = 1 }))
        {
            long[] labels = Labels(batch.Targets(TorchSharp.torch.CPU).Labels);
            long[] others = batch.OtherLabels!;
            for (int i = 0; i < batch.Count; i++)
            {
                double mean = batch.Pixels.AsSpan(i * Length, Length).ToArray().Average(value => (double)value);
                Assert.Equal((batch.Share * Color(labels[i])) + ((1 - batch.Share) * Color(others[i])), mean, 1e-5);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_same_seed_gives_the_same_batches_on_any_number_of_threads(string method)
    {
        var options = new MixingOptions { Method = method };
        float[][] one = Values(options, 1);

        Assert.Equal(one, Values(options, 1));
        Assert.Equal(one, Values(options, 3));
        Assert.Contains(Read(options), batch => batch.OtherLabels is not null);
    }

    [Theory]
    [InlineData("mixup")]
    [InlineData("cutmix")]
    public void Others_are_those_of_the_batch(string method)
        => Assert.All(
            Read(new MixingOptions { Method = method, Probability = 1 }),
            batch => Assert.Equal(Labels(batch.Targets(TorchSharp.torch.CPU).Labels).Order(), batch.OtherLabels!.Order()));

    [Fact]
    public void CMO_takes_others_of_every_class_alike_often()
    {
        long[] others = [.. Read(new MixingOptions { Method = "cmo", Probability = 1, UnmixedEpochsAtStart = 0, UnmixedEpochsAtEnd = 0 }).SelectMany(batch => batch.OtherLabels!)];

        int[] counts = [.. Enumerable.Range(0, 3).Select(c => others.Count(label => label == c))];
        Assert.InRange(ChiSquare.Uniform(counts), 0, ChiSquare.Critical999(2));
    }

    [Fact]
    public void CMO_takes_as_many_others_as_the_epoch_has_images()
    {
        var options = new MixingOptions { Method = "cmo", Probability = 1, UnmixedEpochsAtStart = 0, UnmixedEpochsAtEnd = 0 };
        int images = Counts.Max() * Counts.Length;

        List<LabeledBatch> batches = Read(options, sampling: new() { Sampler = "square-root", EpochLength = EpochLength.LargestClass });

        Assert.Equal(Epochs * images, batches.Sum(batch => batch.Count));
        Assert.All(batches, batch => Assert.Equal(batch.Count, batch.OtherLabels!.Length));
    }

    [Fact]
    public void The_probability_is_that_of_a_batch()
    {
        var mixer = BatchMixer.Create(new MixingOptions { Method = "cutmix", Probability = 0.3 }, _images.IndicesByClass(), Epochs, _images.Count, Size)!;
        var random = new Random(1);

        int mixed = Enumerable.Range(0, 10_000).Count(_ => mixer.Draw(random) is not null);

        Assert.InRange(ChiSquare.Against([mixed, 10_000 - mixed], [0.3, 0.7]), 0, ChiSquare.Critical999(1));
    }

    [Fact]
    public void CMO_leaves_out_the_first_and_the_last_epochs_as_published()
    {
        var mixer = BatchMixer.Create(new MixingOptions { Method = "cmo" }, _images.IndicesByClass(), 200, _images.Count, Size)!;

        // The published 3 < epoch < 200 − 3, counted from 0.
        Assert.Equal(Enumerable.Range(0, 200).Where(epoch => epoch is > 3 and < 197), Enumerable.Range(0, 200).Where(epoch => mixer.IsOn(epoch + 1)));
    }

    [Fact]
    public void Whole_numbers_of_epochs_go_before()
    {
        var options = new MixingOptions { Method = "mixup", Probability = 1, UnmixedEpochsAtStart = 2, UnmixedEpochsAtEnd = 5 };

        Assert.Equal([3, 4, 5], Read(options).Select((batch, i) => (batch.OtherLabels, Epoch: (i / 9) + 1)).Where(b => b.OtherLabels is not null).Select(b => b.Epoch).Distinct());
    }

    [Fact]
    public void The_loss_of_mixed_targets_is_the_sum_by_shares()
    {
        using TorchSharp.torch.Tensor own = TorchSharp.torch.tensor(new long[] { 1, 2 });
        using TorchSharp.torch.Tensor other = TorchSharp.torch.tensor(new long[] { 5, 7 });

        double Loss(Targets targets)
        {
            using var scope = TorchSharp.torch.NewDisposeScope();
            return targets.Loss(labels => labels.Own.sum().to_type(TorchSharp.torch.ScalarType.Float32)).item<float>();
        }

        Assert.Equal(3, Loss(new Targets(own)));
        Assert.Equal((0.25 * 3) + (0.75 * 12), Loss(new Targets(own, other, 0.25)), 1e-6);
    }

    private List<LabeledBatch> Read(MixingOptions options, int? threads = 1, SamplingOptions? sampling = null)
    {
        IEpochSampler sampler = SamplerRegistry.Create(sampling ?? new(), _images.IndicesByClass(), Epochs, 0);
        var plan = new BatchPlan(sampler.EpochLength, BatchSize, 2);
        var random = Enumerable.Range(1, Epochs).Select(epoch => (epoch, EpochRandom.Create(1, "experts", epoch)));
        var nothing = new AugmentationOptions { Mean = [0, 0, 0], StandardDeviation = [1, 1, 1], CropPadding = 0, RotationDegrees = 0 };
        using var feed = new BatchFeed(
            _images,
            new ImageAugmenter(nothing, Size),
            sampler,
            plan,
            random,
            1,
            threads,
            BatchMixer.Create(options, _images.IndicesByClass(), Epochs, sampler.EpochLength, Size));
        return [.. Enumerable.Range(0, Epochs * plan.BatchCount).Select(_ => feed.Next(CancellationToken.None))];
    }

    private float[][] Values(MixingOptions options, int threads)
        => [.. Read(options, threads).Select(batch => (float[])[.. batch.Pixels, .. (batch.OtherLabels ?? []).Select(label => (float)label), (float)batch.Share])];

    private static long[] Labels(TorchSharp.torch.Tensor labels) => labels.data<long>().ToArray();

    private static double Color(long label) => (40 + (80 * label)) / 255.0;

    private static LabeledImages Create()
    {
        var images = new LabeledImages(Size, Counts.Length);
        for (int label = 0; label < Counts.Length; label++)
        {
            for (int i = 0; i < Counts[label]; i++)
            {
                var pixels = new byte[Length];
                Array.Fill(pixels, (byte)(40 + (80 * label)));
                images.Add(pixels, label);
            }
        }

        return images;
    }
}
