using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tests.Scoring;

public sealed class NoveltyTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly RideTransformer _model;
    private readonly IDataView _known;

    public NoveltyTests()
    {
        _model = TinyRide.Transformer(_ml, routerTopLogits: 3);
        _known = TinyRide.Labeled(_ml, 8);
    }

    public static TheoryData<NoveltyScore> EveryScore => [.. Enum.GetValues<NoveltyScore>()];

    public void Dispose() => _model.Dispose();

    [Theory]
    [MemberData(nameof(EveryScore))]
    public void The_wanted_share_of_known_images_is_kept(NoveltyScore score)
    {
        using RideTransformer fitted = _model.FitNovelty(_known, out NoveltyReport report, score, recall: 0.75, train: _known);

        IDataView scored = fitted.Transform(_known);

        float[] novelties = [.. scored.GetColumn<float>("Novelty")];
        bool[] known = [.. scored.GetColumn<bool>("IsKnown")];
        Assert.Equal((score, 24L, 0.75), (report.Score, report.ExampleCount, report.Recall));
        Assert.Equal(18, known.Count(is_known => is_known));
        Assert.Equal(novelties.Select(novelty => novelty <= report.Threshold), known);
        Assert.Equal(report.Threshold, novelties.Order().ElementAt(17));
        Assert.Equal(_model.Transform(_known).GetColumn<float[]>("Score"), scored.GetColumn<float[]>("Score"));
    }

    [Theory]
    [MemberData(nameof(EveryScore))]
    public void It_is_saved_with_the_model(NoveltyScore score)
    {
        using RideTransformer fitted = _model.FitNovelty(_known, out _, score, train: _known);
        using var stream = new MemoryStream();
        _ml.Model.Save(fitted, null, stream);
        stream.Position = 0;

        using var loaded = (RideTransformer)new MLContext().Model.Load(stream, out _);

        Assert.Equal((fitted.NoveltyScore, fitted.NoveltyThreshold), (loaded.NoveltyScore, loaded.NoveltyThreshold));
        Assert.Equal(fitted.Transform(_known).GetColumn<float>("Novelty"), loaded.Transform(_known).GetColumn<float>("Novelty"));
    }

    [Fact]
    public void A_damaged_distance_is_refused()
    {
        using RideTransformer fitted = _model.FitNovelty(_known, out _, NoveltyScore.Mahalanobis, train: _known);
        using var stream = new MemoryStream();
        _ml.Model.Save(fitted, null, stream);
        stream.Position = 0;
        using MemoryStream damaged = ModelZip.Change(stream, "novelty.safetensors", bytes => bytes[..^4], reseal: false);

        Assert.Contains("Ride/novelty.safetensors", Assert.ThrowsAny<Exception>(() => new MLContext().Model.Load(damaged, out _)).ToString());
    }

    [Fact]
    public void Calibration_changes_probabilities_but_not_novelty()
    {
        using RideTransformer fitted = _model.FitNovelty(_known, out _, NoveltyScore.Softmax);
        using RideTransformer calibrated = fitted.Calibrate(_known, out CalibrationReport report);

        Assert.NotEqual(1, report.Temperature);
        Assert.Equal(fitted.Transform(_known).GetColumn<float>("Novelty"), calibrated.Transform(_known).GetColumn<float>("Novelty"));
    }

    [Fact]
    public void A_single_image_is_judged_like_a_row()
    {
        using RideTransformer fitted = _model.FitNovelty(_known, out _);
        byte[] image = DrawnImages.Png(1, 5);
        fitted.Predict(image, out float? novelty, out bool? isKnown);
        _model.Predict(image, out float? none, out bool? unsaid);

        Assert.Equal(novelty <= fitted.NoveltyThreshold, isKnown);
        Assert.Equal((null, null), (none, unsaid));
    }

    [Fact]
    public void Without_it_there_are_no_columns_and_new_classifiers_forget_it()
    {
        using RideTransformer fitted = _model.FitNovelty(_known, out _);
        using RideTransformer retrained = fitted.RetrainClassifier(_known, new ClassifierOptions { Method = Classifiers.Ncm });

        Assert.Null(_model.Transform(_known).Schema.GetColumnOrNull("Novelty"));
        Assert.Null(retrained.Transform(_known).Schema.GetColumnOrNull("IsKnown"));
        Assert.Null(retrained.NoveltyScore);
    }

    [Fact]
    public void Missing_training_rows_a_wrong_recall_and_no_rows_are_refused()
    {
        Assert.Contains("pass the training rows", Assert.Throws<ArgumentException>(() => _model.FitNovelty(_known, out _, NoveltyScore.ClassMeans)).Message);
        Assert.Contains("above 0 and at most 1", Assert.Throws<ArgumentOutOfRangeException>(() => _model.FitNovelty(_known, out _, recall: 0)).Message);
        Assert.Contains("There are no rows", Assert.Throws<ArgumentException>(() => _model.FitNovelty(_ml.Data.SkipRows(_known, 100), out _)).Message);
        Assert.Contains("does not measure novelty", Assert.Throws<InvalidOperationException>(() => _ml.MulticlassClassification.EvaluateNovelty(_model, _known, _known)).Message);
    }
}
