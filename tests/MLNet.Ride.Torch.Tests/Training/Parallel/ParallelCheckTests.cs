using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Tests.Training.Parallel;

public class ParallelCheckTests
{
    [Theory]
    [InlineData("mdcs", "Consistency.Weight does not support several processes: start one, or set Consistency.Weight to 0.")]
    [InlineData("m2m", "Translation.Enabled does not support several processes: start one, or set Translation.Enabled to false.")]
    [InlineData("lfme", "Distillation.Method does not support several processes: start one, or set Distillation.Method to SelfDistillation.")]
    public void Methods_that_need_whole_batches_are_refused_before_anything_is_trained(string recipe, string message)
    {
        RideOptions options = Recipes.Find(recipe).Create<RideOptions>();

        RunCheck.Check(options, teacherGiven: false);

        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => new Combinations(options, teacherGiven: false).CheckParallel()).Message);
    }

    [Theory]
    [InlineData("cifar100-lt")]
    [InlineData("bbn")]
    [InlineData("dive")]
    public void Other_methods_are_not(string recipe) => new Combinations(Recipes.Find(recipe).Create<RideOptions>(), teacherGiven: false).CheckParallel();
}
