using System.Text.Json;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Imaging;
using MLNet.Ride.Torch.Imaging.Policies;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using MLNet.Ride.Torch.Tests.Sampling;

namespace MLNet.Ride.Torch.Tests.Imaging.Policies;

public class AugmentationPolicyTests
{
    private const int Size = 8;
    private const int Length = Size * Size * 3;

    private readonly LabeledImages _images = DrawnImages.Create([20, 10], Size);

    public static TheoryData<string> Names => [.. AugmentationRegistry.All.Names];

    [Fact]
    public void The_sub_policies_are_those_of_torchvision()
    {
        var expected = PolicyFigure.Part("auto_augment_cifar10").EnumerateArray().Select(pair => (Part(pair[0]), Part(pair[1])));

        Assert.Equal(expected, AutoAugmentCifar.SubPolicies);

        static AutoAugmentCifar.Part Part(JsonElement element)
        {
            JsonElement level = element.GetProperty("level");
            return new(PolicyFigure.NameOf(element), element.Number("probability"), level.ValueKind == JsonValueKind.Null ? 0 : level.GetInt32());
        }
    }

    [Fact]
    public void RandAugment_has_the_operations_of_torchvision()
        => Assert.Equal(PolicyFigure.Part("rand_augment").EnumerateArray().Select(name => PolicyFigure.Name(name.GetString()!)), RandAugment.Operations);

    [Fact]
    public void RandAugment_draws_every_operation_and_sign_alike_often()
    {
        var policy = new RandAugment(3, 30, 32);
        var random = new Random(1);
        PolicyStep[] drawn = [.. Enumerable.Range(0, 10_000).SelectMany(_ => policy.Draw(random))];

        Assert.Equal(30_000, drawn.Length);
        int[] counts = [.. RandAugment.Operations.Select(name => drawn.Count(step => step.Operation == PixelOperationRegistry.All.Find(name)))];
        Assert.InRange(ChiSquare.Uniform(counts), 0, ChiSquare.Critical999(counts.Length - 1));
        int[] signs = [drawn.Count(step => step.Operation.IsSigned && step.Magnitude > 0), drawn.Count(step => step.Operation.IsSigned && step.Magnitude < 0)];
        Assert.InRange(ChiSquare.Uniform(signs), 0, ChiSquare.Critical999(1));
        Assert.All(drawn, step => Assert.True(step.Magnitude >= 0 || step.Operation.IsSigned));
    }

    [Fact]
    public void AutoAugment_draws_operations_with_their_probabilities()
    {
        var policy = new AutoAugmentCifar(32);
        var random = new Random(2);
        const int count = 50_000;
        string[] names = [.. PixelOperationRegistry.All.Names.Except(["identity", "shear-x"])];
        var seen = new int[names.Length];
        foreach (PolicyStep step in Enumerable.Range(0, count).SelectMany(_ => policy.Draw(random)))
        {
            seen[Array.FindIndex(names, name => PixelOperationRegistry.All.Find(name) == step.Operation)]++;
        }

        double[] expected = [.. names.Select(name => count / 25.0 * AutoAugmentCifar.SubPolicies
            .SelectMany(pair => new[] { pair.First, pair.Second }).Where(part => part.Operation == name).Sum(part => part.Probability))];
        Assert.InRange(ChiSquare.Statistic(seen, expected), 0, ChiSquare.Critical999(names.Length));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_pixels_on_any_number_of_threads(string policy)
    {
        var options = new AugmentationOptions { Policy = policy, CutoutSize = 4 };
        float[] one = Prepare(options, 1);

        Assert.Equal(one, Prepare(options, 2));
        Assert.Equal(one, Prepare(options, 5));
    }

    [Fact]
    public void The_policy_comes_after_the_crop_and_before_the_hole()
    {
        PixelOperation invert = PixelOperationRegistry.All.Find("invert");
        var transform = new ImageTransform(1, 0, true, 0, Policy: [new(invert, 0)], Hole: new PixelBox(2, 3, 2, 4));
        var augmenter = new ImageAugmenter(new AugmentationOptions { Mean = [0.5f, 0.5f, 0.5f], StandardDeviation = [0.5f, 0.5f, 0.5f] }, Size);
        var result = new float[Length];

        augmenter.Apply(transform, _images, 3, _images.NewBuffers(), result);

        byte[] pixels = _images.Pixels(3).ToArray();
        for (int i = 0; i < Length; i++)
        {
            (int x, int y, int channel) = (i / 3 % Size, i / 3 / Size, i % 3);
            int from = Size - 1 - x + 1;
            int value = from >= Size ? 255 : 255 - pixels[(((y * Size) + from) * 3) + channel];
            float expected = x is 2 or 3 && y is >= 3 and < 7 ? 0 : ((value / 255f) - 0.5f) / 0.5f;
            Assert.Equal(expected, result[i]);
        }
    }

    [Fact]
    public void A_cutout_is_cut_off_at_the_border_and_anywhere_alike_often()
    {
        var random = new Random(3);
        PixelBox[] holes = [.. Enumerable.Range(0, 20_000).Select(_ => Cutout.Draw(random, 32, 16))];

        Assert.Equal(new PixelBox(0, 16, 9, 16), PixelBox.Around(1, 24, 16, 32));
        Assert.Equal(new PixelBox(23, 0, 9, 8), PixelBox.Around(31, 0, 16, 32));
        int[] counts = new int[32];
        foreach (PixelBox hole in holes)
        {
            counts[hole.Left == 0 ? hole.Width - 8 : hole.Left + 8]++;
        }

        Assert.InRange(ChiSquare.Uniform(counts), 0, ChiSquare.Critical999(31));
    }

    private float[] Prepare(AugmentationOptions options, int threads)
    {
        var pixels = new float[_images.Count * Length];
        var preparer = new BatchPreparer(_images, new ImageAugmenter(options, Size), threads);
        preparer.Prepare([.. Enumerable.Range(0, _images.Count)], new Random(1), pixels, CancellationToken.None);
        return pixels;
    }
}
