using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tests.Evaluation;

public sealed class LongTailedTests
{
    private readonly MLContext _ml = new();

    // Class 1: 3 of 4 right, class 2: 1 of 2, class 3: 0 of 1, class 4: no examples.
    private static readonly Scored[] s_rows =
    [
        new(1, 1, 1), new(1, 1, 1), new(1, 1, 2), new(1, 2, 2),
        new(2, 2, 3), new(2, 4, 1),
        new(3, 1, 3),
        new(0, 1, 9), // no label
    ];

    [Fact]
    public void Buckets_are_means_of_recalls_and_overall_is_the_share_of_examples()
    {
        LongTailedMetrics metrics = Evaluate([101, 100, 19, 20]);
        Assert.Equal(new BucketMetrics(4.0 / 7, 3, 7, 13.0 / 7), Plain(metrics.Overall));
        Assert.Equal(new BucketMetrics(0.75, 1, 4, 1.5), Plain(metrics.Many));
        Assert.Equal(new BucketMetrics(0.5, 1, 2, 2), Plain(metrics.Medium));
        Assert.Equal(new BucketMetrics(0, 1, 1, 3), Plain(metrics.Few));
        Assert.Equal(
            [
                new ClassMetrics("1", 101, 4, 4, 0.75, 0.75, 0.75, 1.5),
                new ClassMetrics("2", 100, 2, 2, 0.5, 0.5, 0.5, 2),
                new ClassMetrics("3", 19, 1, 0, 0, 0, 0, 3),
                new ClassMetrics("4", 20, 0, 1, null, null, null, null),
            ],
            metrics.Classes);
    }

    [Fact]
    public void Examples_are_counted_by_the_number_of_experts_used()
    {
        LongTailedMetrics metrics = Evaluate([101, 100, 19, 20]);
        Assert.Equal([3.0 / 7, 2.0 / 7, 2.0 / 7], metrics.Overall.ExpertShares!);
        Assert.Equal([0.5, 0.5, 0], metrics.Many!.ExpertShares!);
        Assert.Equal([0.5, 0, 0.5], metrics.Medium!.ExpertShares!);
        Assert.Equal([0, 0, 1], metrics.Few!.ExpertShares!);
    }

    [Fact]
    public void The_hardest_negative_is_the_most_probable_wrong_class()
    {
        LongTailedMetrics metrics = Evaluate([101, 100, 19, 20]);
        Assert.Equal((0.1 + 0.1 + 0.1 + 0.7) / 4, metrics.Many!.HardestNegative!.Value, 1e-6);
        Assert.Equal((0.1 + 0.7) / 2, metrics.Medium!.HardestNegative!.Value, 1e-6);
        Assert.Equal(0.7, metrics.Few!.HardestNegative!.Value, 1e-6);
        Assert.Equal((1.0 + 0.8 + 0.7) / 7, metrics.Overall.HardestNegative!.Value, 1e-6);

        LongTailedMetrics scores = _ml.MulticlassClassification.EvaluateLongTailed(ScoreRows.Load(_ml, (1, [3, 1, -2]), (2, [3, 1, -2])), [1, 1, 1]);
        Assert.Null(scores.Overall.HardestNegative);
    }

    [Fact]
    public void A_bucket_of_classes_of_unequal_size_weighs_them_equally()
    {
        LongTailedMetrics metrics = Evaluate([200, 150, 120, 1]);
        Assert.Equal((0.75 + 0.5 + 0) / 3, metrics.Many!.Accuracy, 12);
        Assert.Equal((3, 7), (metrics.Many.ClassCount, (int)metrics.Many.ExampleCount));
        Assert.Null(metrics.Medium);
        Assert.Null(metrics.Few);
    }

    [Fact]
    public void Bounds_can_be_set()
    {
        LongTailedMetrics metrics = _ml.MulticlassClassification.EvaluateLongTailed(View(), [10, 5, 4, 3], new() { Bounds = new(5, 9) });
        Assert.Equal((1, 1, 1), (metrics.Many?.ClassCount, metrics.Medium?.ClassCount, metrics.Few?.ClassCount));
        Assert.Equal(new ShotBounds(5, 9), metrics.Bounds);
    }

    [Fact]
    public void Without_a_column_of_experts_their_mean_is_absent()
    {
        LongTailedMetrics metrics = _ml.MulticlassClassification.EvaluateLongTailed(View(), [10, 5, 4, 3], new() { ExpertsUsedColumnName = "None" });
        Assert.Null(metrics.Overall.MeanExpertsUsed);
        Assert.Null(metrics.Overall.ExpertShares);
        Assert.All(metrics.Classes, c => Assert.Null(c.MeanExpertsUsed));
    }

    [Fact]
    public void Training_counts_come_from_the_training_data_before_and_after_their_keys()
    {
        IDataView train = _ml.Data.LoadFromEnumerable(new[] { "b", "a", "b", "b", "a", "c" }.Select(l => new { Label = l }));
        IDataView test = _ml.Data.LoadFromEnumerable(
            new[] { "a", "b", "c" }.Select(l => new NamedScore { Label = l, Score = [l == "b" ? 1 : 0, l == "a" ? 1 : 0, 0.5f] }));
        ITransformer keys = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(train);
        IDataView scored = keys.Transform(test);
        IDataView otherKeys = _ml.Transforms.Conversion
            .MapValueToKey("Label", keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Fit(train).Transform(train);
        foreach (IDataView training in new[] { train, keys.Transform(train), otherKeys })
        {
            LongTailedMetrics metrics = _ml.MulticlassClassification.EvaluateLongTailed(scored, training);
            Assert.Equal([("b", 3), ("a", 2), ("c", 1)], metrics.Classes.Select(c => (c.Name, c.TrainingCount)));
            Assert.Equal(1, metrics.Overall.Accuracy);
        }
    }

    [Fact]
    public void Wrong_counts_columns_and_labels_are_reported()
    {
        Assert.Contains("3 training counts, but the label 'Label' and score 'Score' have 4 classes", Fails(View(), [1, 2, 3]));
        Assert.Contains("no rows to evaluate", Fails(_ml.Data.LoadFromEnumerable([new Scored(0, 1, 1)]), [1, 2, 3, 4]));
        IDataView text = _ml.Data.LoadFromEnumerable([new NamedScore { Label = "a", Score = [1, 0, 0] }]);
        Assert.Contains("MapValueToKey", Fails(text, [1, 2, 3]));
        IDataView keyed = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(text).Transform(text);
        Assert.Contains("has 1 classes, but score 'Score' has 3", Fails(keyed, [1]));
        Assert.Contains("no score column 'Points'", Assert.Throws<ArgumentException>(
            () => _ml.MulticlassClassification.EvaluateLongTailed(View(), [1, 2, 3, 4], new() { ScoreColumnName = "Points" })).Message);
        IDataView training = _ml.Data.LoadFromEnumerable([new { Label = "other" }]);
        Assert.Contains("MapValueToKey", Assert.Throws<ArgumentException>(() => _ml.MulticlassClassification.EvaluateLongTailed(View(), training)).Message);
    }

    [Fact]
    public void Labels_mapped_by_other_keys_than_those_of_training_are_refused()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        IDataView rows = _ml.Data.LoadFromEnumerable(PixelRow.Draw(2).Reverse().ToList());
        IDataView keyed = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
        Assert.Contains("differ from those of score", Fails(model.Transform(keyed), [1, 2, 3]));
    }

    private LongTailedMetrics Evaluate(int[] counts) => _ml.MulticlassClassification.EvaluateLongTailed(View(), counts);

    private static BucketMetrics Plain(BucketMetrics? bucket) => bucket! with { HardestNegative = null, ExpertShares = null };

    private IDataView View() => _ml.Data.LoadFromEnumerable(s_rows);

    private string Fails(IDataView data, int[] counts)
        => Assert.Throws<ArgumentException>(() => _ml.MulticlassClassification.EvaluateLongTailed(data, counts)).Message;

    private sealed class Scored(uint label, int predicted, int experts)
    {
        // In objects keys count from 0, and a number beyond them is a missing key.
        [KeyType(4)]
        public uint Label { get; set; } = unchecked(label - 1);

        [VectorType(4)]
        public float[] Score { get; set; } = [.. Enumerable.Range(1, 4).Select(c => c == predicted ? 0.7f : 0.1f)];

        public int ExpertsUsed { get; set; } = experts;
    }

    private sealed class NamedScore
    {
        public string Label { get; set; } = string.Empty;

        [VectorType(3)]
        public float[] Score { get; set; } = [];
    }
}
