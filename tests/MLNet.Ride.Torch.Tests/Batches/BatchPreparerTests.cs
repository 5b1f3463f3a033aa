using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Tests.Batches;

public class BatchPreparerTests
{
    private const int Size = 8;
    private const int Length = Size * Size * 3;

    private static readonly AugmentationOptions Recipe = new()
    {
        RandomResizedCrop = true,
        Brightness = 0.4,
        Contrast = 0.4,
        Saturation = 0.4,
        Hue = 0.1,
    };

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(20)]
    public void The_same_seed_gives_the_same_pixels_on_any_number_of_threads(long memoryBudget)
    {
        using LabeledImages images = ScaledDecoder.Images(60, Size, memoryBudget: memoryBudget);
        float[] one = Prepare(images, threads: 1);

        Assert.Equal(one, Prepare(images, threads: 2));
        Assert.Equal(one, Prepare(images, threads: 7));
        Assert.NotEqual(one, Prepare(images, threads: 1, seed: 2));
    }

    [Fact]
    public void Raw_and_encoded_images_give_the_same_pixels()
    {
        using LabeledImages encoded = ScaledDecoder.Images(10, Size);
        using var raw = new LabeledImages(Size, 2);
        for (int i = 0; i < encoded.Count; i++)
        {
            (int width, int height) = encoded.SizeOf(i);
            raw.Add(encoded.Whole(i, int.MaxValue, encoded.NewBuffers(), out _, out _).ToArray(), width, height, encoded.Label(i));
        }

        Assert.Equal(Prepare(encoded, 2), Prepare(raw, 2));
    }

    [Fact]
    public void An_image_that_cannot_be_decoded_is_reported()
    {
        using LabeledImages images = ScaledDecoder.Images(20, Size);
        images.AddEncoded([9, 9, 255], 9, 9, 0);

        Assert.Contains("Image 21 of the set cannot be decoded: it is damaged.", Assert.Throws<InvalidDataException>(() => Prepare(images, 3)).Message);
    }

    [Fact]
    public void An_image_of_another_size_than_told_is_reported()
    {
        using var images = new LabeledImages(Size, 2, new ScaledDecoder());
        images.AddEncoded([9, 9, 1], 8, 9, 0);

        Assert.Contains("8×9 pixels, but the decoder returned 9×9", Assert.Throws<InvalidDataException>(() => Prepare(images, 1)).Message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(10)]
    public void Evaluation_batches_are_the_images_in_order_with_nothing_random(int? resizeShorterSide)
    {
        using LabeledImages images = ScaledDecoder.Images(11, Size, resizeShorterSide);
        var seen = new List<long>();
        int index = 0;

        foreach (LabeledBatch batch in EvaluationBatches.Read(images, Description(resizeShorterSide).NoAugmentation(), 4, CancellationToken.None))
        {
            for (int i = 0; i < batch.Count; i++, index++)
            {
                byte[] pixels = [.. batch.Pixels.AsSpan(i * Length, Length).ToArray().Select(v => (byte)MathF.Round(v * 255))];
                Assert.Equal(images.Pixels(index).ToArray(), pixels);
            }

            using TorchSharp.torch.Tensor labels = batch.Labels(TorchSharp.torch.CPU);
            seen.AddRange(labels.data<long>().ToArray());
        }

        Assert.Equal(Enumerable.Range(0, 11).Select(i => (long)(i % 2)), seen);
    }

    [Fact]
    public void Evaluation_batches_of_no_images_are_none()
    {
        using var images = new LabeledImages(Size, 2);

        Assert.Empty(EvaluationBatches.Read(images, Description(null).NoAugmentation(), 4, CancellationToken.None));
    }

    private static ModelDescription Description(int? resizeShorterSide) => new()
    {
        Backbone = "resnet20",
        ClassCount = 2,
        ExpertCount = 1,
        ReducedWidth = false,
        Head = HeadKind.Linear,
        ImageSize = Size,
        ResizeShorterSide = resizeShorterSide,
        Mean = [0, 0, 0],
        StandardDeviation = [1, 1, 1],
        TrainingCounts = [1, 1],
    };

    private static float[] Prepare(LabeledImages images, int threads, int seed = 1)
    {
        var pixels = new float[images.Count * Length];
        var preparer = new BatchPreparer(images, new ImageAugmenter(Recipe, Size), threads);
        preparer.Prepare([.. Enumerable.Range(0, images.Count)], new Random(seed), pixels, CancellationToken.None);
        return pixels;
    }
}
