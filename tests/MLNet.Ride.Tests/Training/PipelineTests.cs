using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Training;

/// <summary>Whole pipelines, one for each form in which images may come.</summary>
public sealed class PipelineTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Encoded_files_are_learned_scored_evaluated_and_predicted()
    {
        DrawnImages.SaveFolder(_folder, "train", 16, 8, 8);
        DrawnImages.SaveFolder(_folder, "test", 2, 2, 2);
        IDataView train = _ml.Data.LoadImageFolder(_folder.File("train"));
        IDataView test = _ml.Data.LoadImageFolder(_folder.File("test"));
        RideTrainer.Options options = TinyRide.Options(epochs: 8);
        options.Routing.Enabled = true;
        options.Optimizer.LearningRate = 0.05;
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(_ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath"))
            .Append(_ml.MulticlassClassification.Trainers.Ride(options))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        using var model = pipeline.Fit(train);
        IDataView scored = model.Transform(test);

        string[] predicted = [.. scored.GetColumn<string>("PredictedLabel")];
        Assert.Equal(["blue", "blue", "green", "green", "red", "red"], predicted);
        Assert.All(scored.GetColumn<float[]>("Score"), p => Assert.Equal(1, p.Sum(), 1e-4));

        MulticlassClassificationMetrics metrics = _ml.MulticlassClassification.Evaluate(scored);
        Assert.Equal(1, metrics.MicroAccuracy);
        var longTailed = _ml.MulticlassClassification.EvaluateLongTailed(scored, train, new() { Bounds = new(10, 12) });
        Assert.Equal((1, 3), (longTailed.Overall.Accuracy, longTailed.Overall.ClassCount));
        Assert.Equal((1, 2), (longTailed.Many?.ClassCount, longTailed.Few?.ClassCount));
        Assert.Null(longTailed.Medium);

        using var engine = _ml.Model.CreatePredictionEngine<PathRow, PredictionRow>(model);
        PredictionRow one = engine.Predict(new PathRow { ImagePath = _folder.File("test", "green", "001.png") });
        Assert.Equal("green", one.PredictedLabel);
        Assert.Equal(scored.GetColumn<float[]>("Score").ElementAt(3), one.Score, (a, b) => MathF.Abs(a - b) < 1e-5f);
    }

    [Fact]
    public void Images_that_ML_NET_loads_and_resizes_give_what_equal_pixels_give()
    {
        DrawnImages.SaveFolder(_folder, "train", 3, 3, 3);
        IDataView files = _ml.Data.LoadImageFolder(_folder.File("train"));
        using var fromImages = Train(Resized("Image"), files);
        using var fromPixels = Train(Resized("Resized").Append(_ml.Transforms.ExtractPixels("Image", "Resized")), files);
        Assert.Equal(Scores(fromImages, files), Scores(fromPixels, files));
    }

    [Fact]
    public void Encoded_bytes_images_and_pixel_vectors_of_equal_size_give_the_same_model()
    {
        PixelRow[] drawn = [.. PixelRow.Draw(3)];
        IDataView bytes = _ml.Data.LoadFromEnumerable(drawn);
        IDataView singles = _ml.Data.LoadFromEnumerable(drawn.Select(r => new SingleRow { Label = r.Label, Image = [.. r.Image.Select(b => (float)b)] }));
        IDataView encoded = _ml.Data.LoadFromEnumerable(drawn.Select((r, i) => new EncodedRow { Label = r.Label, Image = DrawnImages.Png(i % 3, i) }));
        IDataView images = _ml.Data.LoadFromEnumerable(drawn.Select((r, i) => new ImageObjectRow { Label = r.Label, Image = DrawnImages.Image(i % 3, i) }));
        var none = _ml.Transforms.Conversion.MapValueToKey("Other", "Label");

        using var model = Train(none, bytes);
        float[] expected = Scores(model, bytes);
        foreach (IDataView other in new[] { singles, encoded, images })
        {
            using var same = Train(none, other);
            Assert.Equal(expected, Scores(same, other));
        }
    }

    [Fact]
    public void Rows_without_a_label_are_not_learned_from()
    {
        PixelRow[] drawn = [.. PixelRow.Draw(3)];
        PixelRow[] more = [.. drawn, new PixelRow { Label = string.Empty, Image = DrawnImages.Planes(0, 99) }];
        using var model = Train(_ml.Transforms.Conversion.MapValueToKey("Other", "Label"), _ml.Data.LoadFromEnumerable(more));
        Assert.Equal([3, 3, 3], ((RideTransformer)model.Last()).TrainingCounts);
    }

    [Fact]
    public void Number_labels_come_back_as_numbers()
    {
        NumberRow[] rows = [.. PixelRow.Draw(3).Select((r, i) => new NumberRow { Label = (uint)(10 + (i % 3)), Image = r.Image })];
        IDataView data = _ml.Data.LoadFromEnumerable(rows);
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(_ml.MulticlassClassification.Trainers.Ride(TinyRide.Options()))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        using var model = pipeline.Fit(data);
        Assert.All(model.Transform(data).GetColumn<uint>("PredictedLabel"), label => Assert.InRange(label, 10u, 12u));
    }

    [Fact]
    public void Labels_that_are_keys_without_names_are_numbered()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(PixelRow.Draw(3).Select((r, i) => new ByteKeyRow { Label = (byte)(i % 3), Image = r.Image }));
        using RideTransformer model = _ml.MulticlassClassification.Trainers.Ride(TinyRide.Options()).Fit(data);
        Assert.Equal(["1", "2", "3"], model.ClassNames);
        IDataView scored = model.Transform(data);
        Assert.Null(scored.Schema["PredictedLabel"].Annotations.Schema.GetColumnOrNull("KeyValues"));
        Assert.Equal(9, scored.GetColumn<uint>("PredictedLabel").Count());
    }

    [Fact]
    public void Cifar_files_are_learned_from_as_they_are()
    {
        string file = _folder.File("data.bin");
        var random = new Random(1);
        byte[][] records = [.. Enumerable.Range(0, 6).Select(i => (byte[])[0, (byte)(i % 2), .. Enumerable.Range(0, 3072).Select(_ => (byte)random.Next(256))])];
        File.WriteAllBytes(file, [.. records.SelectMany(r => r)]);
        RideTrainer.Options options = TinyRide.Options();
        options.ImageSize = 32;
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label").Append(_ml.MulticlassClassification.Trainers.Ride(options));
        IDataView data = _ml.Data.LoadCifarBinary(file);
        using var model = pipeline.Fit(data);
        Assert.Equal(6, model.Transform(data).GetColumn<float[]>("Score").Count());
    }

    private EstimatorChain<ImageResizingTransformer> Resized(string column)
        => _ml.Transforms.LoadImages("Loaded", null, "ImagePath")
            .Append(_ml.Transforms.ResizeImages(column, TinyRide.ImageSize, TinyRide.ImageSize, "Loaded", ImageResizingEstimator.ResizingKind.Fill));

    private TransformerChain<ITransformer> Train<T>(IEstimator<T> before, IDataView data)
        where T : class, ITransformer
    {
        var first = new EstimatorChain<ITransformer>().Append(_ml.Transforms.Conversion.MapValueToKey("Label"));
        ITransformer keys = first.Fit(data);
        IDataView keyed = keys.Transform(data);
        ITransformer prepare = before.Fit(keyed);
        ITransformer ride = _ml.MulticlassClassification.Trainers.Ride(TinyRide.Options()).Fit(prepare.Transform(keyed));
        return new TransformerChain<ITransformer>(keys, prepare, ride);
    }

    private static float[] Scores(ITransformer model, IDataView data)
        => [.. model.Transform(data).GetColumn<float[]>("Score").SelectMany(s => s)];

    private sealed class PathRow
    {
        public string ImagePath { get; set; } = string.Empty;

        public string Label { get; set; } = string.Empty;
    }

    private sealed class NumberRow
    {
        public uint Label { get; set; }

        [VectorType(3 * TinyRide.ImageSize * TinyRide.ImageSize)]
        public byte[] Image { get; set; } = [];
    }

    private sealed class ByteKeyRow
    {
        [KeyType(3)]
        public byte Label { get; set; }

        [VectorType(3 * TinyRide.ImageSize * TinyRide.ImageSize)]
        public byte[] Image { get; set; } = [];
    }
}
