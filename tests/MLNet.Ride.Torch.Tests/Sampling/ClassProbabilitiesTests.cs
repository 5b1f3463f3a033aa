using MLNet.Ride.Torch.Sampling;

namespace MLNet.Ride.Torch.Tests.Sampling;

public class ClassProbabilitiesTests
{
    [Theory]
    [InlineData(1, 0.9, 0.1)]
    [InlineData(0.5, 0.75, 0.25)]
    [InlineData(0, 0.5, 0.5)]
    public void The_power_of_the_count_decides(double power, double first, double last)
    {
        double[] probabilities = ClassProbabilities.Power([9, 0, 1], power);

        Assert.Equal([first, 0, last], probabilities.Select(p => Math.Round(p, 12)));
    }

    [Theory]
    [InlineData(1, 0.8, 0.2)]
    [InlineData(2, 0.7, 0.3)]
    [InlineData(4, 0.5, 0.5)]
    [InlineData(5, 0.5, 0.5)]
    public void Progressively_balanced_ends_class_balanced(int epoch, double first, double last)
    {
        double[] probabilities = ClassProbabilities.ProgressivelyBalanced([9, 1], epoch, 4);

        Assert.Equal([first, last], probabilities.Select(p => Math.Round(p, 12)));
    }

    // n_max/n_c is 1, 2 and 4.
    [Fact]
    public void Reversed_ones_are_in_inverse_proportion_to_the_counts()
        => Assert.Equal([1.0 / 7, 0, 2.0 / 7, 4.0 / 7], ClassProbabilities.Reversed([40, 0, 20, 10]).Select(p => Math.Round(p, 15)), (a, b) => Math.Abs(a - b) < 1e-12);

    [Fact]
    public void Without_images_there_are_none()
    {
        Assert.Throws<ArgumentException>(() => ClassProbabilities.Power([0, 0], 1));
        Assert.Throws<ArgumentException>(() => ClassProbabilities.Power([3, -1], 1));
        Assert.Throws<ArgumentException>(() => ClassProbabilities.Reversed([0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClassProbabilities.Power([3], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClassProbabilities.ProgressivelyBalanced([3], 0, 4));
    }
}
