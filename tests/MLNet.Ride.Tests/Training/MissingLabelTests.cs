using Microsoft.ML;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Training;

/// <summary>Rows without a label are skipped and counted, in training and in evaluation.</summary>
public sealed class MissingLabelTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly List<string> _warnings;

    public MissingLabelTests() => _warnings = LoggedWarnings.Of(_ml);

    [Fact]
    public void Rows_without_a_label_are_skipped_and_counted_alike_everywhere()
    {
        IDataView train = _ml.Data.LoadFromEnumerable(PixelRow.Draw(4).Concat(Unlabeled(2)).ToList());
        RideTrainer.Options options = TinyRide.Options();
        options.ValidationSet = _ml.Data.LoadFromEnumerable(PixelRow.Draw(1).Concat(Unlabeled(1)).ToList());
        using var model = _ml.Transforms.Conversion.MapValueToKey("Label").Append(_ml.MulticlassClassification.Trainers.Ride(options)).Fit(train);
        Assert.Equal([4, 4, 4], model.LastTransformer.TrainingCounts);
        Assert.Equal(
            ["Skipped 2 rows whose label 'Label' is missing, or was unknown to MapValueToKey.", "Skipped 1 row whose label 'Label' is missing, or was unknown to MapValueToKey."],
            _warnings);

        _warnings.Clear();
        foreach (IDataView counted in new[] { train, model.Transform(train) })
        {
            LongTailedMetrics metrics = _ml.MulticlassClassification.EvaluateLongTailed(model.Transform(train), counted);
            Assert.Equal([4, 4, 4], metrics.Classes.Select(c => c.TrainingCount));
            Assert.Equal(12, metrics.Overall.ExampleCount);
        }

        Assert.Equal(2, _warnings.Count(w => w.StartsWith("Skipped 2 rows whose label 'Label' is missing", StringComparison.Ordinal)));
    }

    private static IEnumerable<PixelRow> Unlabeled(int count) => PixelRow.Draw(1).Take(count).Select(row => new PixelRow { Image = row.Image });
}
