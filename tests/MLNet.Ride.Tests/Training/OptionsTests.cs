using Microsoft.ML;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tests.Training;

public sealed class OptionsTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Options_are_checked_when_the_trainer_is_made()
    {
        Assert.Contains("ExpertCount must be between 1 and 16", Fails(o => o.ExpertCount = 0));
        Assert.Contains("ScoringBatchSize must be between 1 and 65536, but is 0", Fails(o => o.ScoringBatchSize = 0));
        Assert.Contains("ScoreColumnName", Fails(o => o.ScoreColumnName = string.Empty));
        Assert.Contains("must differ", Fails(o => o.ScoreColumnName = o.PredictedLabelColumnName));
        Assert.Contains("Routing needs at least two experts", Assert.Throws<ArgumentException>(
            () => _ml.MulticlassClassification.Trainers.Ride(expertCount: 1, routing: true)).Message);
        Assert.Throws<ArgumentNullException>(() => _ml.MulticlassClassification.Trainers.Ride(null!));
    }

    [Fact]
    public void Options_are_not_changed_by_the_trainer_and_later_changes_have_no_effect()
    {
        RideTrainer.Options options = TinyRide.Options();
        RideTrainer trainer = _ml.MulticlassClassification.Trainers.Ride(options);
        Assert.Null(options.Seed);
        options.LabelColumnName = "Other";
        options.Optimizer.LearningRate = double.NaN;
        options.Routing.Enabled = true;
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label").Append(trainer);
        using var model = pipeline.Fit(_ml.Data.LoadFromEnumerable(PixelRow.Draw(3)));
        Assert.Equal(0, model.LastTransformer.Network.RouterTopLogits);
    }

    [Fact]
    public void Presets_are_the_published_recipe_and_the_plain_network()
    {
        RideTrainer.Options ride = RideTrainer.Options.Cifar100LT();
        ride.Validate();
        Assert.Equal((3, 200, 128, true, HeadKind.Cosine), (ride.ExpertCount, ride.Epochs, ride.BatchSize, ride.ReducedWidth, ride.Head));
        Assert.Equal((-0.45, 0.05, "ldam", true), (ride.Loss.DiversityFactor, ride.Loss.DiversityReweighting, ride.Loss.Classification, ride.Routing.Enabled));

        RideTrainer.Options plain = RideTrainer.Options.PlainNetwork();
        plain.Validate();
        Assert.Equal((1, false, HeadKind.Linear, "cross-entropy"), (plain.ExpertCount, plain.ReducedWidth, plain.Head, plain.Loss.Classification));
        Assert.Equal((2e-4, false, false), (plain.Optimizer.WeightDecay, plain.Optimizer.Nesterov, plain.Loss.DeferredReweighting));
    }

    private string Fails(Action<RideTrainer.Options> change)
    {
        RideTrainer.Options options = TinyRide.Options();
        change(options);
        return Assert.ThrowsAny<ArgumentException>(() => _ml.MulticlassClassification.Trainers.Ride(options)).Message;
    }
}
