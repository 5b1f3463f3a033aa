using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Support;
using MLNet.Ride.Torch.Training.Checkpoints;
using TorchSharp;

namespace MLNet.Ride.Torch.Tests.Training.Checkpoints;

public sealed class CheckpointModelTests : IDisposable
{
    private static readonly LabeledImages Images = DrawnImages.Create([40, 20, 10], TinyRide.ImageSize);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("experts", 2, 0)]
    [InlineData("experts", 2, 0.8)]
    [InlineData("classifier", 1, 0)]
    [InlineData("routing", 1, 0)]
    public void A_model_of_an_interrupted_run_has_its_weights(string stage, int epoch, double averageDecay)
    {
        RideOptions options = Options();
        options.Optimizer.AverageDecay = averageDecay;
        (options.Classifier.Method, options.Classifier.Epochs, options.Classifier.BatchSize) = ("crt", 2, 20);
        InterruptedRun.Until(report => (report.Stage, report.Epoch, report.Step) == (stage, epoch, 2), Images, options);

        (CheckpointCard card, RideModel model) = Load();
        using (model)
        {
            Assert.Equal(averageDecay > 0 ? CheckpointWeights.Averaged : CheckpointWeights.Last, card.Weights);
            Assert.Equal((stage, epoch - 1), (card.Stage, card.Position.Epoch - 1));
            Assert.Equal(stage == "routing" ? 3 : 0, model.Description.RouterTopLogits);
            Assert.Equal(Images.ClassCounts, model.Description.TrainingCounts);
            AssertHasWeights(averageDecay > 0 ? "average." : "model.", model);
        }
    }

    [Fact]
    public void A_model_of_a_run_that_keeps_its_best_epoch_has_its_weights()
    {
        RideOptions options = Options();
        (options.Epochs, options.Validation.Fraction, options.Validation.Keep) = (3, 0.3, KeptEpoch.Best);
        InterruptedRun.Until(report => (report.Epoch, report.Step) == (3, 2), Images, options);

        (CheckpointCard card, RideModel model) = Load();
        using (model)
        {
            Assert.Equal(CheckpointWeights.Best, card.Weights);
            Assert.InRange(card.Best!.Epoch, 1, 2);
            AssertHasWeights("best.", model);
        }
    }

    [Fact]
    public void A_finished_run_has_its_model()
    {
        RideOptions options = Options();
        using RideModel trained = RideTraining.Train(Images, options, torch.CPU);

        (CheckpointCard card, RideModel model) = Load();
        using (model)
        {
            Assert.True(card.IsFinished);
            Assert.Equal(ResumeTests.Values(trained), ResumeTests.Values(model));
        }
    }

    [Fact]
    public void A_run_that_stops_while_its_teacher_is_trained_has_no_model()
    {
        RideOptions options = Options();
        options.Distillation.TeacherExperts = 2;
        InterruptedRun.Until(report => (report.Stage, report.Epoch, report.Step) == ("teacher", 1, 2), Images, options);

        Assert.Null(CheckpointFile.ReadCard(_folder.File("training.safetensors")).Network);
    }

    private RideOptions Options()
    {
        RideOptions options = TinyRide.Options(epochs: 2, routing: true);
        options.Checkpoints.Folder = Path.GetDirectoryName(_folder.File("training.safetensors"));
        return options;
    }

    private (CheckpointCard Card, RideModel Model) Load()
    {
        string path = _folder.File("training.safetensors");
        CheckpointCard card = CheckpointFile.ReadCard(path);
        return (card, CheckpointModel.Load(path, card));
    }

    private void AssertHasWeights(string prefix, RideModel model)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Dictionary<string, torch.Tensor> tensors = ModelState.WithPrefix(CheckpointFile.ReadTensors(_folder.File("training.safetensors")), prefix);
        Assert.Equal(tensors.Keys.Order(), model.State().Keys.Order());
        Assert.All(model.State(), entry => Assert.True(tensors[entry.Key].bytes.SequenceEqual(entry.Value.bytes), entry.Key));
    }
}
