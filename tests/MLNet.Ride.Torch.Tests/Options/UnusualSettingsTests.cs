using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Tests.Options;

public class UnusualSettingsTests
{
    public static TheoryData<Action<RideOptions>, string> Unusual => new()
    {
        { o => o.Loss.Classification = Torch.Options.Losses.ClassBalanced, "The loss 'class-balanced' has class weights from the first epoch on, and Loss.DeferredReweighting multiplies them." },
        { o => Alone(o, Torch.Options.Losses.Sade).Loss.DeferredReweighting = true, "The loss 'sade' compensates for the class frequencies expert by expert, and Loss.DeferredReweighting" },
        { o => Alone(o, Torch.Options.Losses.BalPoE).Loss.DiversityFactor = -0.2, "The loss 'balpoe' already makes the experts differ, and Loss.DiversityFactor = -0.2 adds" },
        { o => Alone(o, Torch.Options.Losses.Sade).Sampling.Sampler = Samplers.SquareRoot, "The loss 'sade' compensates for the class frequencies expert by expert, and the sampling" },
        { o => Alone(o, Torch.Options.Losses.BalPoE).Sampling.DeferredResampling = true, "The loss 'balpoe' compensates for the class frequencies expert by expert, and the sampling" },
        { o => o.Loss.Objective = ExpertObjective.Collaborative, "Loss.Objective = Collaborative trains the experts' mean, and Loss.DiversityFactor = -0.45 adds" },
        { o => o.Sampling.DeferredResampling = true, "Sampling.DeferredResampling and Loss.DeferredReweighting both compensate" },
        { o => (o.Mixing.Method, o.Sampling.Sampler) = (Torch.Options.Mixing.Cmo, Samplers.ProgressivelyBalanced), "Mixing.Method 'cmo' pastes class-balanced images on backgrounds" },
        { o => o.Sampling.EpochLength = EpochLength.LargestClass, "Sampling.EpochLength = LargestClass makes epochs longer, but the sampler does not balance" },
        { o => o.Translation.Enabled = true, "Translation replaces repeated images of rare classes, which the sampling does not repeat" },
        { o => o.Optimizer.Algorithm = OptimizerAlgorithm.AdamW, "Optimizer.LearningRate = 0.1 is usual for SGD, and large for AdamW" },
        { o => o.HeadStart = HeadStart.ClassMeans, "HeadStart = ClassMeans needs pretrained weights" },
        { o => (o.Head, o.CosinePower) = (HeadKind.Linear, 0.5), "CosinePower has no effect" },
        { o => o.CausalEffect = 3, "CausalEffect has no effect" },
        { o => o.FineTuning.HeadEpochs = 1, "FineTuning is for pretrained weights, but all weights start at random" },
        { o => o.FineTuning.FrozenStages = 1, "FineTuning is for pretrained weights, but all weights start at random" },
    };

    [Theory]
    [MemberData(nameof(Unusual))]
    public void An_unusual_combination_is_logged_and_trains(Action<RideOptions> set, string note)
    {
        RideOptions options = TinyRide.Options();
        set(options);
        options.Epochs = 2;
        options.Loss.ReweightAfterEpoch = 1;
        var log = new List<string>();

        using LabeledImages images = DrawnImages.Create([6, 3], TinyRide.ImageSize);
        using RideModel model = RideTraining.Train(images, options, TorchSharp.torch.CPU, inputs: new() { Log = log.Add });

        Assert.StartsWith("Unusual settings: " + note, Assert.Single(log, line => line.StartsWith("Unusual", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_defaults_and_the_recipes_with_the_weights_they_need_are_not_unusual()
        => Assert.All(Recipes.All, recipe => Assert.Empty(UnusualSettings.In(recipe.Create<RideOptions>(), weightsGiven: true)));

    private static RideOptions Alone(RideOptions options, string loss)
    {
        (options.ExpertCount, options.Loss.Classification) = (3, loss);
        (options.Loss.DeferredReweighting, options.Loss.DiversityFactor) = (false, 0);
        return options;
    }
}
