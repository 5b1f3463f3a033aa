using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Evaluation;

public sealed class CrossValidationTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Every_fold_has_a_model_and_figures_and_they_are_averaged()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(PixelRow.Draw(8).Take(20).ToList());
        IEstimator<ITransformer> pipeline = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(_ml.MulticlassClassification.Trainers.Ride(TinyRide.Options()), TransformerScope.Everything)
            .Append(_ml.Transforms.CopyColumns("Again", "Label"), TransformerScope.Testing);
        LongTailedCrossValidation result;
        using (result = _ml.MulticlassClassification.CrossValidateLongTailed(data, pipeline, numberOfFolds: 2, new() { Bounds = new(2, 3) }))
        {
            Assert.Equal([0, 1], result.Folds.Select(f => f.Fold));
            Assert.Equal(20, result.Folds.Sum(f => f.Metrics.Overall.ExampleCount));
            Assert.All(result.Folds, f => Assert.Equal(20 - f.Metrics.Overall.ExampleCount, f.Metrics.Classes.Sum(c => c.TrainingCount)));
            Assert.All(result.Folds, f => Assert.NotNull(f.ScoredHoldOutSet.Schema.GetColumnOrNull("Again")));

            double[] accuracies = [.. result.Folds.Select(f => f.Metrics.Overall.Accuracy)];
            Assert.Equal(accuracies.Average(), result.MicroAccuracy.Mean, 12);
            Assert.Equal(Math.Abs(accuracies[0] - accuracies[1]) / Math.Sqrt(2), result.MicroAccuracy.StandardDeviation!.Value, 12);
            Assert.Equal(result.MicroAccuracy.FoldCount, result.Many!.FoldCount);
            Assert.Null(result.Few);
            Assert.Equal(2, result.Of(m => m.Calibration?.LogLoss)!.FoldCount);
        }

        Assert.Throws<ObjectDisposedException>(() => result.Folds[0].ScoredHoldOutSet.GetColumn<float[]>("Score").ToList());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_fold_has_a_checkpoint_of_its_own(bool longTailed)
    {
        using var folder = new TemporaryFolder();
        IDataView data = _ml.Data.LoadFromEnumerable(PixelRow.Draw(8).Take(20).ToList());
        var steps = new StepCounter();
        RideTrainer.Options options = TinyRide.Options();
        (options.Checkpoints.Folder, options.Progress) = (folder.File("run"), steps);
        IEstimator<ITransformer> pipeline = _ml.Transforms.Conversion.MapValueToKey("Label").Append(_ml.MulticlassClassification.Trainers.Ride(options));

        CrossValidate();
        int first = steps.Count;
        CrossValidate();

        Assert.True(first > 0);
        Assert.Equal(first, steps.Count);
        Assert.Equal(2, Directory.GetFiles(folder.File("run"), "training.safetensors", SearchOption.AllDirectories).Length);

        void CrossValidate()
        {
            if (longTailed)
            {
                _ml.MulticlassClassification.CrossValidateLongTailed(data, pipeline, numberOfFolds: 2, seed: 1).Dispose();
                return;
            }

            foreach (TrainCatalogBase.CrossValidationResult<MulticlassClassificationMetrics> fold in _ml.MulticlassClassification.CrossValidate(data, pipeline, numberOfFolds: 2, seed: 1))
            {
                (fold.Model as IDisposable)?.Dispose();
            }
        }
    }

    [Fact]
    public void Figures_that_some_folds_lack_are_averaged_over_the_others()
    {
        LongTailedMetrics with = _ml.MulticlassClassification.EvaluateLongTailed(ScoreRows.Example(_ml), [200, 50, 50]);
        IDataView none = ScoreRows.Example(_ml);
        LongTailedFold[] folds =
        [
            new(0, _ml.Transforms.CopyColumns("A", "Label").Fit(none), with, none),
            new(1, _ml.Transforms.CopyColumns("A", "Label").Fit(none), with with { Medium = null }, none),
        ];
        var result = new LongTailedCrossValidation(folds);
        Assert.Equal(new FoldStatistic(0.25, null, 1), result.Medium);
        Assert.Equal(new FoldStatistic(0.5, 0, 2), result.MicroAccuracy);
        Assert.Null(result.Few);
    }

    [Fact]
    public void Folds_and_options_are_checked_before_anything_is_trained()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(PixelRow.Draw(2).ToList());
        IEstimator<ITransformer> pipeline = _ml.MulticlassClassification.Trainers.Ride(TinyRide.Options());
        Assert.Contains("fewer than the 5 folds", Assert.Throws<ArgumentException>(
            () => _ml.MulticlassClassification.CrossValidateLongTailed(data, pipeline)).Message);
        Assert.Contains("TopK", Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.MulticlassClassification.CrossValidateLongTailed(data, pipeline, 2, new() { TopK = 0 })).Message);
    }

    private sealed class StepCounter : IProgress<Torch.Training.TrainingProgress>
    {
        public int Count { get; private set; }

        public void Report(Torch.Training.TrainingProgress value) => Count++;
    }
}
