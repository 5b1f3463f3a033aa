using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Evaluation;

/// <summary>Every figure of a small example, worked out by hand.</summary>
public sealed class LongTailedFiguresTests
{
    private readonly MLContext _ml = new();

    [Fact]
    public void Figures_by_class_follow_the_usual_conventions()
    {
        LongTailedMetrics metrics = Evaluate([200, 50, 50]);
        Assert.Equal(
            [
                new ClassMetrics("1", 200, 3, 4, 0.5, 2.0 / 3, 4.0 / 7, 1),
                new ClassMetrics("2", 50, 2, 2, 0.5, 0.5, 0.5, 1),
                new ClassMetrics("3", 50, 1, 0, 0, 0, 0, 1),
            ],
            metrics.Classes);
        Assert.Equal((0.5, 0.5), (metrics.MicroAccuracy, metrics.Overall.Accuracy));
        Assert.Equal(7.0 / 18, metrics.MacroAccuracy, 12);
        Assert.Equal(1.0 / 3, metrics.MacroPrecision, 12);
        Assert.Equal(5.0 / 14, metrics.MacroF1, 12);
        Assert.Equal(0, metrics.ClassesWithoutExamples);
    }

    [Fact]
    public void Top_k_counts_the_first_of_equal_scores_as_larger()
        => Assert.Equal([0.5, 4.0 / 6, 1], Evaluate([1, 1, 1]).TopKAccuracy);

    [Fact]
    public void Means_over_recalls_and_buckets_are_zero_where_one_is()
    {
        LongTailedMetrics metrics = Evaluate([200, 50, 50]);
        Assert.Equal((2.0 / 3, 0.25), (metrics.Many!.Accuracy, metrics.Medium!.Accuracy));
        Assert.Null(metrics.Few);
        Assert.Equal(4.0 / 11, metrics.HarmonicMeanOfBuckets, 12);
        Assert.Equal(0, metrics.GeometricMeanOfRecalls);
        Assert.Equal(0, Evaluate([200, 50, 5]).HarmonicMeanOfBuckets);

        IDataView oneEach = ScoreRows.Load(_ml, [1, 1, 2, 2, 2, 2], [1, 2, 2, 1, 1, 1]);
        LongTailedMetrics two = _ml.MulticlassClassification.EvaluateLongTailed(oneEach, [200, 50, 5]);
        Assert.Equal(Math.Sqrt(0.5 * 0.25), two.GeometricMeanOfRecalls, 12);
        Assert.Equal(2 / (2 + 4.0), two.HarmonicMeanOfBuckets, 12);
        Assert.Equal(1, two.ClassesWithoutExamples);
    }

    [Fact]
    public void Calibration_error_and_log_loss_are_those_of_their_definitions()
    {
        CalibrationMetrics calibration = Evaluate([1, 1, 1], new() { CalibrationBins = 4 }).Calibration!;
        Assert.Equal(0.4, calibration.ExpectedCalibrationError, tolerance: 1e-6);
        Assert.Equal(-new[] { 0.6, 0.2, 0.7, 0.8, 0.4, 0.05 }.Average(Math.Log), calibration.LogLoss, tolerance: 1e-6);
        Assert.Equal([(0.25, 0.5, 2L, 0.0), (0.5, 0.75, 2, 1), (0.75, 1, 2, 0.5)], calibration.Bins.Select(b => (b.Lower, b.Upper, b.ExampleCount, b.Accuracy)));
        Assert.Equal([0.5, 0.65, 0.85], calibration.Bins.Select(b => b.Confidence), (a, b) => Math.Abs(a - b) < 1e-6);

        CalibrationMetrics sure = _ml.MulticlassClassification.EvaluateLongTailed(ScoreRows.Load(_ml, [1, 2], [1, 2]), [1, 1, 1]).Calibration!;
        Assert.Equal((0, 0), (sure.LogLoss, sure.ExpectedCalibrationError));
        Assert.Equal(new ReliabilityBin(14.0 / 15, 1, 2, 1, 1), Assert.Single(sure.Bins));
    }

    [Fact]
    public void Scores_that_are_not_probabilities_have_no_calibration_and_may_be_ranked_all_the_same()
    {
        LongTailedMetrics metrics = _ml.MulticlassClassification.EvaluateLongTailed(ScoreRows.Load(_ml, (1, [3, 1, -2]), (2, [3, 1, -2])), [1, 1, 1]);
        Assert.Null(metrics.Calibration);
        Assert.Equal([0.5, 1, 1], metrics.TopKAccuracy);

        LongTailedMetrics broken = _ml.MulticlassClassification.EvaluateLongTailed(ScoreRows.Load(_ml, (1, [float.NaN, 0, 1])), [1, 1, 1]);
        Assert.Equal([0, 0, 0], broken.TopKAccuracy);
        Assert.Empty(broken.Confusion.Cells);
    }

    [Fact]
    public void The_confusion_matrix_has_names()
    {
        LabeledConfusionMatrix confusion = Evaluate([1, 1, 1]).Confusion;
        Assert.Equal(
            [new(0, 0, 2), new(0, 1, 1), new(1, 0, 1), new(1, 1, 1), new(2, 0, 1)],
            confusion.Cells);
        Assert.Equal((2, 1, 0), (confusion["1", "1"], confusion["3", "1"], confusion[2, 2]));
        Assert.Equal([new(0, 1, 1), new(1, 0, 1)], confusion.MostConfused(2));
        Assert.Contains("The class '4' does not exist", Assert.Throws<ArgumentException>(() => confusion["4", "1"]).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => confusion[3, 0]);
    }

    [Fact]
    public void The_model_tells_counts_and_cost()
    {
        using RideTransformer model = TinyRide.Transformer(_ml, routerTopLogits: 3);
        IDataView scored = model.Transform(TinyRide.Labeled(_ml, 4));
        LongTailedMetrics metrics = _ml.MulticlassClassification.EvaluateLongTailed(scored, model);
        Assert.Equal([120, 30, 5], metrics.Classes.Select(c => c.TrainingCount));
        Assert.Equal(model.MeanMacs(scored), metrics.Overall.MeanMacs!.Value, 3);
        Assert.Equal(2, metrics.Overall.ExpertShares!.Count);
        Assert.Equal(1, metrics.Overall.ExpertShares.Sum(), 12);
        Assert.Equal(model.MeanMacs(scored), new[] { metrics.Many, metrics.Medium, metrics.Few }.Average(b => b!.MeanMacs!.Value), 3);
        Assert.Null(_ml.MulticlassClassification.EvaluateLongTailed(scored, model.TrainingCounts).Overall.MeanMacs);

        IDataView other = ScoreRows.Load(_ml, [1], [1]);
        var options = new LongTailedEvaluationOptions { ExpertsUsedColumnName = "Asked" };
        IDataView asked = _ml.Transforms.CopyColumns("Asked", "ExpertsUsed").Fit(other).Transform(other);
        Assert.Equal(model.Cost.MacsOfExperts(1), _ml.MulticlassClassification.EvaluateLongTailed(asked, model, options).Overall.MeanMacs);
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        Assert.Contains("Bounds", Refused(o => o.Bounds = null!));
        Assert.Contains("TopK ('0') must be greater than or equal to '1'", Refused(o => o.TopK = 0));
        Assert.Contains("CalibrationBins ('0') must be greater than or equal to '1'", Refused(o => o.CalibrationBins = 0));
        Assert.Contains("CalibrationBins ('1001') must be less than or equal to '1000'", Refused(o => o.CalibrationBins = 1001));
        Assert.Contains("ScoreColumnName", Refused(o => o.ScoreColumnName = ""));
    }

    [Fact]
    public void Counts_and_columns_that_do_not_belong_together_are_named()
    {
        Assert.Contains("the label 'Label' and score 'Score' have 3 classes", Assert.Throws<ArgumentException>(() => Evaluate([1, 2])).Message);
        Assert.Contains("A training count is -1", Assert.Throws<ArgumentException>(() => Evaluate([1, 2, -1])).Message);

        IDataView wrongKey = _ml.Data.LoadFromEnumerable([new WrongPrediction()]);
        string message = Assert.Throws<ArgumentException>(() => _ml.MulticlassClassification.EvaluateLongTailed(wrongKey, [1, 1, 1])).Message;
        Assert.Contains("Label 'Label' has 3 classes, but predicted label 'PredictedLabel' has 2", message);

        using RideTransformer model = TinyRide.Transformer(_ml);
        IDataView twoExperts = _ml.Data.LoadFromEnumerable([new ScoreRow { Score = [1, 0, 0], ExpertsUsed = 3 }]);
        Assert.Contains("Column 'ExpertsUsed' contains 3 experts used, but the network has only 2", Assert.Throws<ArgumentException>(
            () => _ml.MulticlassClassification.EvaluateLongTailed(twoExperts, model)).Message);
        Assert.Contains("contains no RideTransformer", Assert.Throws<ArgumentException>(() => _ml.MulticlassClassification.EvaluateLongTailed(
            twoExperts, _ml.Transforms.CopyColumns("A", "Label").Fit(twoExperts))).Message);
    }

    private LongTailedMetrics Evaluate(int[] counts, LongTailedEvaluationOptions? options = null)
        => _ml.MulticlassClassification.EvaluateLongTailed(ScoreRows.Example(_ml), counts, options);

    private string Refused(Action<LongTailedEvaluationOptions> change)
    {
        var options = new LongTailedEvaluationOptions();
        change(options);
        return Assert.ThrowsAny<ArgumentException>(() => Evaluate([1, 1, 1], options)).Message;
    }

    private sealed class WrongPrediction
    {
        [KeyType(3)]
        public uint Label { get; set; }

        [KeyType(2)]
        public uint PredictedLabel { get; set; }

        [VectorType(3)]
        public float[] Score { get; set; } = [1, 0, 0];
    }
}
