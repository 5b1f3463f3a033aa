using Microsoft.ML;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Tests.Reporting;

public sealed class TrainingHistoryTests
{
    [Fact]
    public void A_trainer_fills_a_history()
    {
        var ml = new MLContext(seed: 1);
        var history = new TrainingHistory();
        RideTrainer.Options options = TinyRide.Options();
        options.Epochs = 2;
        options.Progress = history;
        IDataView rows = ml.Data.LoadFromEnumerable(PixelRow.Draw(4).ToList());
        using var model = (IDisposable)ml.Transforms.Conversion.MapValueToKey("Label").Append(ml.MulticlassClassification.Trainers.Ride(options)).Fit(rows);
        Assert.Equal(["experts 1", "experts 2"], history.Epochs.Where(e => e.Stage == "experts").Select(e => $"{e.Stage} {e.Epoch}"));
        Assert.All(history.Epochs, e => Assert.InRange(e.Loss!.Value, 0, 100));
    }

    [Fact]
    public void An_epoch_that_is_learned_again_replaces_what_was_there()
    {
        TrainingHistory history = Of(Ended("experts", 1, 3), Ended("experts", 2, 2), Ended("experts", 3, 1), Ended("experts", 2, 1.5), Ended("routing", 1, 0.5));
        Assert.Equal([("experts", 1, 3d), ("experts", 2, 1.5), ("routing", 1, 0.5)], history.Epochs.Select(e => (e.Stage, e.Epoch, e.Loss!.Value)));
    }

    [Fact]
    public void Only_ends_of_epochs_count_and_a_loss_that_is_no_number_is_none()
    {
        TrainingHistory history = Of(Ended("experts", 1, double.NaN), Ended("experts", 2, 1) with { Step = 1 });
        Assert.Null(Assert.Single(history.Epochs).Loss);
    }

    [Fact]
    public void The_next_is_told_of_every_step()
    {
        var next = new Steps();
        var history = new TrainingHistory(next);
        history.Report(Ended("experts", 1, 1) with { Step = 1 });
        history.Report(Ended("experts", 1, 1));
        Assert.Equal([1, 4], next.Seen);
    }

    private static TrainingProgress Ended(string stage, int epoch, double loss) => new(stage, epoch, 10, 4, 4, loss, 0.1, 100);

    private static TrainingHistory Of(params TrainingProgress[] reports)
    {
        var history = new TrainingHistory();
        Array.ForEach(reports, history.Report);
        return history;
    }

    private sealed class Steps : IProgress<TrainingProgress>
    {
        public List<int> Seen { get; } = [];

        public void Report(TrainingProgress value) => Seen.Add(value.Step);
    }
}
