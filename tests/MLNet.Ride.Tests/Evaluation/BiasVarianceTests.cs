using Microsoft.ML;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Evaluation;

public sealed class BiasVarianceTests
{
    private static readonly uint[] s_labels = [1, 1, 2];

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Main_predictions_are_voted_and_ties_go_to_the_lowest_key()
    {
        // Votes: 1 1 2 → 1, right; 2 2 2 → 2, wrong; 3 2 1 → 1, wrong.
        IDataView[] runs = [Run(1, 2, 3), Run(1, 2, 2), Run(2, 2, 1)];
        BiasVarianceMetrics metrics = _ml.MulticlassClassification.BiasVariance(runs, [200, 50, 5]);
        Assert.Equal(3, metrics.Runs);
        Equal(2.0 / 3, 1.0 / 3, 2.0 / 3, 3, metrics.Overall);
        Equal(0.5, 1.0 / 6, 2.0 / 3, 2, metrics.Many);
        Equal(1, 2.0 / 3, 2.0 / 3, 1, metrics.Medium);
        Assert.Null(metrics.Few);
    }

    [Fact]
    public void Models_that_agree_have_no_variance_and_their_error_is_bias()
    {
        IDataView run = Run(1, 2, 2);
        BiasVarianceMetrics metrics = _ml.MulticlassClassification.BiasVariance([run, run], [200, 200, 200]);
        Equal(1.0 / 3, 0, 1.0 / 3, 3, metrics.Overall);
    }

    [Fact]
    public void Models_map_labels_by_keys_of_their_own()
    {
        List<PixelRow> train = [.. PixelRow.Draw(4)];
        IDataView data = _ml.Data.LoadFromEnumerable(train);
        IDataView backwards = _ml.Data.LoadFromEnumerable(train.AsEnumerable().Reverse().ToList());
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label").Append(_ml.MulticlassClassification.Trainers.Ride(TinyRide.Options()));
        using var first = pipeline.Fit(data);
        using var second = pipeline.Fit(backwards);
        Assert.NotEqual(first.LastTransformer.ClassNames, second.LastTransformer.ClassNames);

        BiasVarianceMetrics metrics = _ml.MulticlassClassification.BiasVariance([first, second], data, data, new() { Bounds = new(1, 3) });
        double[] errors = [.. new[] { first, second }.Select(m => 1 - _ml.MulticlassClassification.EvaluateLongTailed(m.Transform(data), data).Overall.Accuracy)];
        Assert.Equal(errors.Average(), metrics.Overall.Error, 9);
        Assert.Equal(12, metrics.Many!.ExampleCount);
        Assert.Equal(metrics, _ml.MulticlassClassification.BiasVariance([first, second], data, new LongTailedEvaluationOptions { Bounds = new(1, 3) }));
    }

    [Fact]
    public void Runs_of_other_rows_are_refused()
    {
        Assert.Contains("at least 2 models, but there are 1", Refused([Run(1, 1, 1)]));
        Assert.Contains("Scored data set 2 has other rows than the first: 2 with a label in 'Label' instead of 3", Refused([Run(1, 1, 1), ScoreRows.Load(_ml, [1, 1], [1, 1])]));
        Assert.Contains("labeled row 3 has another label", Refused([Run(1, 1, 1), ScoreRows.Load(_ml, [1, 1, 3], [1, 1, 1])]));
        Assert.Contains("no rows to evaluate", Refused([ScoreRows.Load(_ml), ScoreRows.Load(_ml)]));
    }

    [Fact]
    public void Models_without_counts_are_refused()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        IDataView rows = TinyRide.Labeled(_ml, 2);
        Assert.Contains("at least 2 models, but there are 1", Assert.Throws<ArgumentException>(() => _ml.MulticlassClassification.BiasVariance([model], rows)).Message);
        ITransformer other = _ml.Transforms.CopyColumns("Copy", "Label").Fit(rows);
        Assert.Contains("contains no RideTransformer", Assert.Throws<ArgumentException>(() => _ml.MulticlassClassification.BiasVariance([model, other], rows)).Message);
    }

    private IDataView Run(params uint[] predictions) => ScoreRows.Load(_ml, s_labels, predictions);

    private string Refused(IDataView[] runs)
        => Assert.Throws<ArgumentException>(() => _ml.MulticlassClassification.BiasVariance(runs, [1, 1, 1])).Message;

    private static void Equal(double bias, double variance, double error, long examples, BiasVarianceBucket? bucket)
    {
        Assert.Equal(bias, bucket!.Bias, 12);
        Assert.Equal(variance, bucket.Variance, 12);
        Assert.Equal(error, bucket.Error, 12);
        Assert.Equal(examples, bucket.ExampleCount);
    }
}
