using Microsoft.ML;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Tests.Training;

public sealed class ValidationSetTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Classes_of_the_validation_set_are_found_by_name()
    {
        IDataView train = Keyed(PixelRow.Draw(12));
        PixelRow[] rows = [.. PixelRow.Draw(3).Where(row => row.Label != "red")];
        var accuracies = new List<double>();

        foreach (IDataView validation in (IDataView[])[Keyed(rows), Keyed(rows.Reverse()), _ml.Data.LoadFromEnumerable(rows)])
        {
            var reports = new List<TrainingProgress>();
            RideTrainer.Options options = TinyRide.Options(epochs: 8);
            options.Optimizer.LearningRate = 0.05;
            options.Progress = new Reports(reports.Add);
            using RideTransformer model = _ml.MulticlassClassification.Trainers.Ride(options).Fit(train, validation);
            accuracies.Add(reports.Last(report => report.EndsEpoch).Validation!.Overall);
        }

        Assert.Equal([1, 1, 1], accuracies);
    }

    [Fact]
    public void A_validation_set_can_be_an_option_within_a_pipeline()
    {
        var log = new List<string>();
        _ml.Log += (_, e) => log.Add(e.Message);
        RideTrainer.Options options = TinyRide.Options();
        options.ValidationSet = Keyed(PixelRow.Draw(2));
        using var model = _ml.Transforms.Conversion.MapValueToKey("Label").Append(_ml.MulticlassClassification.Trainers.Ride(options))
            .Fit(_ml.Data.LoadFromEnumerable(PixelRow.Draw(4)));

        Assert.Contains(log, line => line.Contains(", validation accuracy ") && line.Contains("few "));
    }

    [Fact]
    public void What_cannot_be_mapped_is_refused()
    {
        IDataView train = Keyed(PixelRow.Draw(2).Where(row => row.Label != "blue"));
        IDataView unlabeled = _ml.Data.LoadFromEnumerable(PixelRow.Draw(1).Select(row => new PixelRow { Image = row.Image }));
        RideTrainer trainer = _ml.MulticlassClassification.Trainers.Ride(TinyRide.Options());

        Assert.Contains("class 'blue' that is missing from the training set", Assert.Throws<ArgumentException>(() => trainer.Fit(train, Keyed(PixelRow.Draw(2)))).Message);
        Assert.Contains("no rows with a label", Assert.Throws<ArgumentException>(() => trainer.Fit(train, unlabeled)).Message);
        Assert.Contains("no label column 'Label'", Assert.Throws<ArgumentException>(
            () => trainer.Fit(train, _ml.Transforms.DropColumns("Label").Fit(train).Transform(train))).Message);
    }

    private IDataView Keyed(IEnumerable<PixelRow> rows)
    {
        IDataView data = _ml.Data.LoadFromEnumerable(rows);
        return _ml.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
    }

    private sealed class Reports(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
