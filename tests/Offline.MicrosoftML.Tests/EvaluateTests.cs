using Microsoft.ML;
using Microsoft.ML.Data;

namespace Offline.MicrosoftML.Tests;

public class EvaluateTests
{
    private readonly MLContext _ml = new();

    [Fact]
    public void Metrics_are_those_computed_by_hand()
    {
        // Labels 0 0 1 2; assigned 0 1 1 0.
        IDataView data = Rows(
            (1, [0.7f, 0.2f, 0.1f]), (1, [0.3f, 0.6f, 0.1f]), (2, [0.1f, 0.8f, 0.1f]), (3, [0.5f, 0.3f, 0.2f]));

        MulticlassClassificationMetrics metrics = _ml.MulticlassClassification.Evaluate(data, topKPredictionCount: 2);

        double loss = -(Math.Log(0.7f) + Math.Log(0.3f) + Math.Log(0.8f) + Math.Log(0.2f)) / 4;
        double entropy = -(0.5 * Math.Log(0.5) + 2 * 0.25 * Math.Log(0.25));
        Assert.Equal(0.5, metrics.MicroAccuracy, 12);
        Assert.Equal((0.5 + 1 + 0) / 3, metrics.MacroAccuracy, 12);
        Assert.Equal(loss, metrics.LogLoss, 12);
        Assert.Equal((entropy - loss) / entropy, metrics.LogLossReduction, 12);
        Assert.Equal(-(Math.Log(0.7f) + Math.Log(0.3f)) / 2, metrics.PerClassLogLoss[0], 12);
        Assert.Equal([0.5, 0.75], metrics.TopKAccuracyForAllK);
        Assert.Equal(0.75, metrics.TopKAccuracy);
        Assert.Equal(2, metrics.TopKPredictionCount);
        Assert.Equal([[1, 1, 0], [0, 1, 0], [1, 0, 0]], metrics.ConfusionMatrix.Counts);
        Assert.Equal([0.5, 0.5, 0], metrics.ConfusionMatrix.PerClassPrecision);
        Assert.Equal([0.5, 1, 0], metrics.ConfusionMatrix.PerClassRecall);
        Assert.Equal(1, metrics.ConfusionMatrix.GetCountForClassPair(predictedClassIndicatorIndex: 0, actualClassIndicatorIndex: 2));
    }

    [Fact]
    public void Rows_without_a_label_do_not_count()
    {
        MulticlassClassificationMetrics metrics = _ml.MulticlassClassification.Evaluate(Rows((1, [1, 0, 0]), (0, [1, 0, 0]), (2, [0, float.NaN, 0])));

        Assert.Equal(1, metrics.MicroAccuracy);
        Assert.Equal(1, metrics.ConfusionMatrix.Counts.Sum(row => row.Sum()));
        Assert.Null(metrics.TopKAccuracyForAllK);
    }

    [Fact]
    public void The_table_of_counts_is_formatted()
    {
        string table = _ml.MulticlassClassification.Evaluate(Rows((1, [1, 0, 0]), (2, [1, 0, 0]))).ConfusionMatrix.GetFormattedConfusionTable();

        string[] lines = table.Split(Environment.NewLine);
        Assert.Equal("Confusion table", lines[1]);
        Assert.Equal("PREDICTED ||     0 |     1 |     2 | Recall", lines[3]);
        Assert.Equal("        1 ||     1 |     0 |     0 | 0.0000", lines[6]);
    }

    [Fact]
    public void Scores_of_unknown_size_are_refused()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new Unsized { Label = 1, Score = [1, 0, 0] } });

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.MulticlassClassification.Evaluate(data));

        Assert.Contains("expected vector of two or more items of type Single, got Vector<Single>", error.Message);
    }

    [Fact]
    public void Labels_must_be_keys_or_numbers()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new { Label = "a", Score = new VBuffer<float>(3, [1, 0, 0]), PredictedLabel = 1u } });
        data = _ml.Transforms.CopyColumns("Text", "Label").Fit(data).Transform(data);

        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.MulticlassClassification.Evaluate(data, labelColumnName: "Text"));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.MulticlassClassification.Evaluate(data, labelColumnName: "Absent"));
    }

    private IDataView Rows(params (uint Key, float[] Score)[] rows)
        => _ml.Data.LoadFromEnumerable(rows.Select(r => new Sized { Label = r.Key - 1, Score = r.Score }));

    private sealed class Sized
    {
        // Objects hold keys from 0; what is out of range is missing.
        [KeyType(3)]
        public uint Label { get; set; }

        [VectorType(3)]
        public float[] Score { get; set; } = [];

        [KeyType(3)]
        public uint PredictedLabel { get; set; }
    }

    private sealed class Unsized
    {
        [KeyType(3)]
        public uint Label { get; set; }

        public float[] Score { get; set; } = [];

        [KeyType(3)]
        public uint PredictedLabel { get; set; }
    }
}
