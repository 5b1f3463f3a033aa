using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tests.Vectors;

public sealed class VectorInputTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void A_value_that_is_not_finite_is_named_by_row_and_index(float value, string text)
    {
        List<ClusterRow> rows = [.. _ml.Data.CreateEnumerable<ClusterRow>(ClusterRow.Draw(_ml, 1), reuseRowObject: false)];
        rows[7].Features[2] = value;

        string message = Assert.Throws<InvalidDataException>(() => Fit(_ml.Data.LoadFromEnumerable(rows))).Message;

        Assert.Contains($"Row 8 of feature column 'Features' has the value {text} at index 2", message);
    }

    [Fact]
    public void Vectors_of_unknown_length_are_refused()
    {
        IDataView rows = _ml.Data.LoadFromEnumerable([new AnyLength { Label = "a", Features = [1, 2] }, new AnyLength { Label = "b", Features = [2, 1] }]);

        string message = Assert.Throws<ArgumentException>(() => Fit(rows)).Message;

        Assert.Contains("must be a vector of Single of known length", message);
    }

    [Fact]
    public void One_class_only_is_refused()
    {
        IDataView rows = _ml.Data.FilterByCustomPredicate<ClusterRow>(ClusterRow.Draw(_ml, 1), row => row.Label != "common");

        Assert.Contains("All 60 rows belong to one class, 'common'", Assert.Throws<ArgumentException>(() => Fit(rows)).Message);
    }

    [Fact]
    public void A_missing_column_is_named()
    {
        string message = Assert.Throws<ArgumentException>(() => Fit(ClusterRow.Draw(_ml, 1), new() { FeatureColumnName = "Embedding" })).Message;

        Assert.Contains("There is no feature column 'Embedding'", message);
    }

    [Fact]
    public void A_model_refuses_vectors_of_another_length_and_images()
    {
        using RideTransformer model = Fit(ClusterRow.Draw(_ml, 1));
        IDataView others = _ml.Data.LoadFromEnumerable([new Shorter { Features = [1, 2] }]);

        Assert.Contains("has vectors of 2 values, but the model was trained on 8", Assert.Throws<ArgumentException>(() => model.Transform(others)).Message);
        Assert.Contains("values, but there are 3", Assert.Throws<ArgumentException>(() => model.Predict([1f, 2f, 3f])).Message);
        Assert.Contains("at index 1 is NaN", Assert.Throws<ArgumentException>(() => model.Predict([1f, float.NaN, 3f])).Message);
        Assert.Contains("was trained on feature vectors", Assert.Throws<InvalidOperationException>(() => model.Predict([1, 2, 3])).Message);
        Assert.Contains("needs images", Assert.Throws<InvalidOperationException>(() => model.WeightExperts(ClusterRow.Draw(_ml, 1), out _)).Message);
    }

    [Fact]
    public void A_model_of_images_refuses_vectors()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);

        Assert.Contains("was trained on images", Assert.Throws<InvalidOperationException>(() => model.Predict([1f, 2f])).Message);
    }

    [Fact]
    public void Methods_that_need_pixels_are_refused()
    {
        LongTailedTrainer.Options options = new() { Mixing = { Method = Mixing.CutMix } };

        Assert.Contains("Mixing.Method needs images", Assert.Throws<ArgumentException>(() => _ml.MulticlassClassification.Trainers.LongTailed(options)).Message);
    }

    [Fact]
    public void Rows_without_a_label_are_skipped_with_a_warning()
    {
        List<string> warnings = LoggedWarnings.Of(_ml);
        List<ClusterRow> rows = [.. _ml.Data.CreateEnumerable<ClusterRow>(ClusterRow.Draw(_ml, 1), reuseRowObject: false)];
        rows[0].Label = "";
        IDataView keys = _ml.Transforms.Conversion.MapValueToKey("Label", keyData: _ml.Data.LoadFromEnumerable(ClusterRow.Classes.Select(name => new { Label = name })))
            .Fit(_ml.Data.LoadFromEnumerable(rows)).Transform(_ml.Data.LoadFromEnumerable(rows));

        using RideTransformer model = _ml.MulticlassClassification.Trainers.LongTailed(new LongTailedTrainer.Options { Epochs = 1 }).Fit(keys);

        Assert.Equal([59, 20, 6], model.TrainingCounts);
        Assert.Contains(warnings, line => line.Contains("1 row", StringComparison.Ordinal));
    }

    private RideTransformer Fit(IDataView rows, LongTailedTrainer.Options? options = null)
    {
        options ??= new();
        options.Epochs = 1;
        return _ml.Transforms.Conversion.MapValueToKey("Label").Append(_ml.MulticlassClassification.Trainers.LongTailed(options)).Fit(rows).LastTransformer;
    }

    private sealed class AnyLength
    {
        public string Label { get; set; } = "";

        public float[] Features { get; set; } = [];
    }

    private sealed class Shorter
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }
}
