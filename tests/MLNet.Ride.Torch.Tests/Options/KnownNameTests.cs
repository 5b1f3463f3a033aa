using System.Reflection;
using MLNet.Ride.Torch.Batches.Mixing;
using MLNet.Ride.Torch.Imaging.Policies;
using MLNet.Ride.Torch.Losses.Classification;
using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Methods.SelfSupervision;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Sampling;
using MLNet.Ride.Torch.Training.Schedules;

namespace MLNet.Ride.Torch.Tests.Options;

public class KnownNameTests
{
    [Fact]
    public void Every_registry_has_the_names_that_there_are_constants_for()
    {
        Assert.Equal(Constants(typeof(Backbones)), BackboneRegistry.All.Names);
        Assert.Equal(Constants(typeof(Torch.Options.Losses)), LossRegistry.All.Names);
        Assert.Equal(Constants(typeof(Samplers)), SamplerRegistry.All.Names);
        Assert.Equal(Constants(typeof(Augmentations)), AugmentationRegistry.All.Names);
        Assert.Equal(Constants(typeof(Torch.Options.Mixing)), MixingRegistry.All.Names);
        Assert.Equal(Constants(typeof(Classifiers)), ClassifierRegistry.All.Names);
        Assert.Equal(Constants(typeof(SelfSupervisedTasks)), SelfSupervisionRegistry.All.Names);
        Assert.Equal(Constants(typeof(LearningRateSchedules)), ScheduleRegistry.All.Names);
    }

    private static IEnumerable<string> Constants(Type names)
        => names.GetFields(BindingFlags.Public | BindingFlags.Static).Select(constant => (string)constant.GetRawConstantValue()!);
}
