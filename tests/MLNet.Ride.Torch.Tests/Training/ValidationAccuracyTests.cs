using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Torch.Training.Validation;

namespace MLNet.Ride.Torch.Tests.Training;

public class ValidationAccuracyTests
{
    [Fact]
    public void Buckets_are_means_of_recalls_within_the_bounds()
    {
        ValidationAccuracy accuracy = ValidationAccuracy.Of([101, 100, 20, 19, 5], [10, 4, 2, 5, 0], [9, 2, 2, 1, 0]);

        Assert.Equal(14 / 21.0, accuracy.Overall, 12);
        Assert.Equal(0.9, accuracy.Many);
        Assert.Equal(0.75, accuracy.Medium);
        Assert.Equal(0.2, accuracy.Few);
        Assert.Equal((0.9 + 0.75 + 0.2) / 3, accuracy.MeanOfBuckets, 12);
        Assert.Equal(0.5, ValidationAccuracy.Of([200, 5], [0, 2], [0, 1]).MeanOfBuckets);
        Assert.Null(ValidationAccuracy.Of([200, 5], [0, 2], [0, 1]).Many);
    }

    [Fact]
    public void Every_class_gives_its_share_and_keeps_an_image()
    {
        LabeledImages images = DrawnImages.Create([100, 11, 2, 1], 8);

        (LabeledImages training, LabeledImages validation) = HeldOut.Split(images, 0.25, seed: 3);

        Assert.Equal([25, 3, 1, 0], validation.ClassCounts);
        Assert.Equal([75, 8, 1, 1], training.ClassCounts);
        Assert.Equal(images.Count, Pixels(training).Concat(Pixels(validation)).Distinct().Count());
        Assert.Equal(Pixels(validation), Pixels(HeldOut.Split(images, 0.25, seed: 3).Validation));
        Assert.NotEqual(Pixels(validation), Pixels(HeldOut.Split(images, 0.25, seed: 4).Validation));
        Assert.Contains("is too small to hold out any image", Assert.Throws<ArgumentException>(() => HeldOut.Split(DrawnImages.Create([3, 2], 8), 0.1, 1)).Message);
    }

    [Fact]
    public void The_first_of_equal_evaluations_is_the_best()
    {
        BestEpoch best = BestEpoch.After(BestEpoch.After(BestEpoch.After(null, 2, 0.5), 4, 0.7), 6, 0.7);

        Assert.Equal(new BestEpoch(4, 0.7, 1), best);
    }

    private static string[] Pixels(LabeledImages images) => [.. Enumerable.Range(0, images.Count).Select(i => Convert.ToHexString(images.Pixels(i)))];
}
