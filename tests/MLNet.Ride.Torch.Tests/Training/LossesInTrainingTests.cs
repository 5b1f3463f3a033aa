using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Losses.Classification;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Sampling;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;

namespace MLNet.Ride.Torch.Tests.Training;

/// <summary>Every loss and sampler of the registries in a training run.</summary>
public class LossesInTrainingTests
{
    private static readonly LabeledImages Images = DrawnImages.Create([20, 8, 4], TinyRide.ImageSize);

    public static TheoryData<string> Losses => [.. LossRegistry.All.Names];

    public static TheoryData<string> SamplerNames => [.. SamplerRegistry.All.Names];

    [Theory]
    [MemberData(nameof(Losses))]
    public void Every_loss_trains_alone_and_with_what_is_deferred(string name)
    {
        float[] alone = Train(Options(name));
        if (LossRegistry.Find(name).DiffersByExpert)
        {
            return;
        }

        RideOptions resampled = Options(name);
        resampled.Sampling.DeferredResampling = true;
        Assert.NotEqual(alone, Train(resampled));

        RideOptions collaborative = Options(name);
        (collaborative.Loss.Objective, collaborative.Loss.DiversityFactor) = (ExpertObjective.Collaborative, 0);
        Assert.NotEqual(alone, Train(collaborative));

        RideOptions reweighted = Options(name);
        reweighted.Loss.DeferredReweighting = true;
        Assert.NotEqual(alone, Train(reweighted));
    }

    [Theory]
    [MemberData(nameof(SamplerNames))]
    public void Every_sampler_trains_and_the_seed_decides(string name)
    {
        RideOptions options = Options("ldam");
        options.Sampling.Sampler = name;

        float[] first = Train(options);

        Assert.Equal(first, Train(options));
        options.Seed = 2;
        Assert.NotEqual(first, Train(options));
    }

    private static RideOptions Options(string loss)
    {
        RideOptions options = TinyRide.Options(epochs: 2);
        options.Loss.Classification = loss;
        if (LossRegistry.Find(loss).DiffersByExpert)
        {
            (options.ExpertCount, options.Loss.DiversityFactor) = (3, 0);
        }

        options.Loss.DeferredReweighting = false;
        options.Loss.ReweightAfterEpoch = 1;
        return options;
    }

    private static float[] Train(RideOptions options)
    {
        using RideModel model = RideTraining.Train(Images, options, torch.CPU);
        float[] stem = model.State()["backbone.conv1.weight"].Floats();
        Assert.All(stem, value => Assert.True(float.IsFinite(value)));
        return stem;
    }
}
