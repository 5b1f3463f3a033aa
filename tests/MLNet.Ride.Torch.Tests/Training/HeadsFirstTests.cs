using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using TorchSharp;

namespace MLNet.Ride.Torch.Tests.Training;

/// <summary>Classifiers that learn alone before the whole network is fine-tuned.</summary>
public sealed class HeadsFirstTests
{
    private const string Weight = "backbone.linears.1.weight";

    private static readonly LabeledImages Images = DrawnImages.Create([40, 20, 10], TinyRide.ImageSize);

    [Fact]
    public void Fine_tuning_begins_with_the_classifiers_that_a_frozen_backbone_gives()
    {
        using RideModel pretrained = TinyRide.Model(3);
        RideOptions frozen = TinyRide.Options(epochs: 4);
        frozen.FrozenBackbone = true;
        frozen.BatchSize = new RideOptions().BatchSize;
        frozen.Optimizer = new() { Schedule = LearningRateSchedules.Cosine, WarmUpFraction = 0 };

        using RideModel expected = Train(frozen, pretrained);
        using RideModel model = Train(Still(headEpochs: 4), pretrained);

        Assert.True(expected.State()[Weight].allclose(model.State()[Weight], 1e-5, 1e-5));
        Assert.False(pretrained.State()[Weight].allclose(model.State()[Weight], 1e-2, 1e-2));
    }

    [Fact]
    public void They_are_a_stage_of_their_own_without_routing_and_validation()
    {
        RideOptions options = TinyRide.Options(epochs: 2, routing: true);
        (options.FineTuning.HeadEpochs, options.Validation.Fraction) = (3, 0.2);
        var progress = new ProgressRecorder();
        using RideModel pretrained = TinyRide.Model(3);

        RideTraining.Train(Images, options, torch.CPU, progress, inputs: new TrainingInputs { InitialModel = pretrained }).Dispose();

        Assert.Equal(["frozen-features", "heads", "experts", "routing"], progress.Reports.Select(report => report.Stage).Distinct());
        Assert.Equal(3, progress.Reports.Count(report => report.Stage == "heads" && report.EndsEpoch && report.Validation is null));
    }

    [Fact]
    public void What_needs_images_in_every_step_begins_after_them()
    {
        RideOptions options = Still(headEpochs: 2);
        (options.Mixing.Method, options.Distillation.TeacherExperts) = (Mixing.CutMix, 2);
        var progress = new ProgressRecorder();
        using RideModel pretrained = TinyRide.Model(3);

        RideTraining.Train(Images, options, torch.CPU, progress, inputs: new TrainingInputs { InitialModel = pretrained }).Dispose();

        Assert.Equal(2 * 2, progress.Reports.Count(report => report.Stage == "heads" && report.EndsEpoch));
        Assert.Contains(progress.Reports, report => report.Stage == "teacher");
    }

    // Steps of the whole network that are too small to be seen.
    private static RideOptions Still(int headEpochs)
    {
        RideOptions options = TinyRide.Options();
        options.FineTuning.HeadEpochs = headEpochs;
        options.Optimizer.LearningRate = 1e-30;
        return options;
    }

    private static RideModel Train(RideOptions options, RideModel pretrained)
        => RideTraining.Train(Images, options, torch.CPU, inputs: new TrainingInputs { InitialModel = pretrained });
}
