using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Images;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Tests.Vectors;
using MLNet.Ride.Torch.Imaging;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tests.Scoring;

public sealed class TestTimeAugmentationTests : IDisposable
{
    private const int ShorterSide = 11;
    private const float Tolerance = 1e-5f;

    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Flip_averages_an_image_and_its_mirror_image()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        using RideTransformer flipping = model.WithTestTimeAugmentation(TestTimeAugmentation.Flip);
        PixelRow[] rows = [.. PixelRow.Draw(3)];
        float[][] images = Scores(model, rows), mirrored = Scores(model, [.. rows.Select(Mirrored)]);

        AssertSame([.. images.Zip(mirrored, (a, b) => MeanOfLogits(a, b))], Scores(flipping, rows));
        Assert.Equal(TestTimeAugmentation.None, model.TestTimeAugmentation);
        Assert.Equal(images, Scores(model, rows));
    }

    [Fact]
    public void Five_crops_of_files_are_the_squares_cut_by_hand_in_batches_and_one_by_one()
    {
        using RideTransformer model = TinyRide.Transformer(_ml, resizeShorterSide: ShorterSide);
        using RideTransformer cropping = model.WithTestTimeAugmentation(TestTimeAugmentation.FiveCrops);
        byte[][] files = [.. Enumerable.Range(0, 3).Select(i => DrawnImages.Png(i, i, 20, 15))];

        float[][] expected = [.. files.Select(file => MeanOfLogits(Scores(model, [.. Crops(file).Select(crop => new PixelRow { Image = crop })])))];

        AssertSame(expected, Scores(cropping, [.. files.Select(file => new EncodedRow { Image = file })]));
        AssertSame(expected, [.. files.Select(file => InKeyOrder(cropping.Predict(file)))]);
        AssertSame(expected, [.. cropping.Predict(files).Select(InKeyOrder)]);
    }

    [Fact]
    public void Views_are_saved_with_the_model()
    {
        using RideTransformer model = TinyRide.Transformer(_ml, resizeShorterSide: ShorterSide).WithTestTimeAugmentation(TestTimeAugmentation.FiveCropsAndFlips);
        using RideTransformer loaded = Reload(model);
        EncodedRow[] rows = [.. Enumerable.Range(0, 3).Select(i => new EncodedRow { Image = DrawnImages.Png(i, i, 20, 15) })];

        Assert.Equal(TestTimeAugmentation.FiveCropsAndFlips, loaded.TestTimeAugmentation);
        Assert.Equal(Scores(model, rows), Scores(loaded, rows));
        using RideTransformer calibrated = loaded.Calibrate(Keyed(rows), out CalibrationReport report);
        Assert.Equal((3, TestTimeAugmentation.FiveCropsAndFlips), (report.ExampleCount, calibrated.TestTimeAugmentation));
    }

    [Fact]
    public void A_pipeline_gets_views_and_its_report_says_so()
    {
        IDataView train = _ml.Data.LoadFromEnumerable(PixelRow.Draw(6).ToList());
        using var model = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(_ml.MulticlassClassification.Trainers.Ride(TinyRide.Options()))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(train);
        ITransformer flipping = _ml.MulticlassClassification.WithTestTimeAugmentation(model, TestTimeAugmentation.Flip);
        IDataView scored = flipping.Transform(train);
        LongTailedMetrics metrics = _ml.MulticlassClassification.EvaluateLongTailed(scored, flipping);
        LongTailedMetrics oneView = _ml.MulticlassClassification.EvaluateLongTailed(model.Transform(train), model);

        Assert.Equal(18, scored.GetColumn<string>("PredictedLabel").Count());
        Assert.InRange(metrics.Overall.MeanMacs!.Value, 2 * RideTransformer.FindIn(model).Cost.MacsOfExperts(1), 2 * RideTransformer.FindIn(model).Cost.Macs);
        Assert.True(oneView.Overall.MeanMacs < metrics.Overall.MeanMacs);

        metrics.SaveReport(_folder.File("report.html"), new ReportOptions { Model = flipping });
        string json = File.ReadAllText(_folder.File("report.json"));
        Assert.Empty(DataSchemas.Errors(DataSchemas.LongTailReport, JsonNode.Parse(json)!));
        Assert.Equal(TestTimeAugmentation.Flip, LongTailedReport.FromJson(json).TestTimeAugmentation);
        Assert.Contains("<dt>test-time augmentation</dt><dd>flip</dd>", File.ReadAllText(_folder.File("report.html")));
        (flipping as IDisposable)?.Dispose();
    }

    [Fact]
    public void What_has_no_crops_and_an_export_with_views_are_refused_with_the_reason()
    {
        using RideTransformer whole = TinyRide.Transformer(_ml);
        using RideTransformer cropping = TinyRide.Transformer(_ml, resizeShorterSide: ShorterSide).WithTestTimeAugmentation(TestTimeAugmentation.FiveCrops);
        IDataView pixels = _ml.Data.LoadFromEnumerable(PixelRow.Draw(1));

        Assert.Contains("this one uses the whole image", Assert.Throws<ArgumentException>(() => whole.WithTestTimeAugmentation(TestTimeAugmentation.FiveCrops)).Message);
        Assert.Contains("has nothing to crop", Assert.Throws<ArgumentException>(() => cropping.Transform(pixels)).Message);
        Assert.Contains("an ONNX graph does not", Assert.Throws<InvalidOperationException>(() => cropping.SaveOnnx(_folder.File("model.onnx"))).Message);
        using RideTransformer ofVectors = _ml.MulticlassClassification.Trainers.LongTailed().Fit(ClusterRow.DrawKeys(_ml, 1, perClass: 5));
        Assert.Contains("classifies feature vectors", Assert.Throws<ArgumentException>(() => ofVectors.WithTestTimeAugmentation(TestTimeAugmentation.Flip)).Message);
        whole.Dispose();
        Assert.Throws<ObjectDisposedException>(() => whole.WithTestTimeAugmentation(TestTimeAugmentation.Flip));
    }

    private static byte[][] Crops(byte[] file)
    {
        var image = new RgbImage();
        new EncodedImages(TinyRide.ImageSize, new DecodingOptions()).Decode(file, image);
        return [.. image.ToFiveCrops(TinyRide.ImageSize, ShorterSide).Select(Planes)];
    }

    private static byte[] Planes(byte[] rgb) => [.. Enumerable.Range(0, rgb.Length).Select(i => rgb[(3 * (i % (rgb.Length / 3))) + (i / (rgb.Length / 3))])];

    private static PixelRow Mirrored(PixelRow row) => new() { Image = [.. row.Image.Chunk(TinyRide.ImageSize).SelectMany(line => line.Reverse())] };

    // The softmax of the mean of logits is the geometric mean of their softmaxes, divided by its sum.
    private static float[] MeanOfLogits(params float[][] probabilities)
    {
        double[] means = [.. Enumerable.Range(0, probabilities[0].Length).Select(c => Math.Exp(probabilities.Average(p => Math.Log(p[c]))))];
        return [.. means.Select(mean => (float)(mean / means.Sum()))];
    }

    private static float[] InKeyOrder(IReadOnlyList<ClassProbability> classes) => [.. classes.OrderBy(c => c.Key).Select(c => c.Probability)];

    private static void AssertSame(float[][] expected, float[][] actual)
        => Assert.Equal(expected.SelectMany(e => e), actual.SelectMany(a => a), (a, b) => MathF.Abs(a - b) < Tolerance);

    private RideTransformer Reload(RideTransformer model)
    {
        var stream = new MemoryStream();
        _ml.Model.Save(model, null, stream);
        stream.Position = 0;
        return (RideTransformer)new MLContext().Model.Load(stream, out _);
    }

    private IDataView Keyed(EncodedRow[] rows)
    {
        IDataView labeled = _ml.Data.LoadFromEnumerable(rows.Select((row, i) => new EncodedRow { Label = PixelRow.Names[i], Image = row.Image }));
        return _ml.Transforms.Conversion.MapValueToKey("Label").Fit(labeled).Transform(labeled);
    }

    private float[][] Scores<T>(RideTransformer model, T[] rows)
        where T : class
        => [.. model.Transform(_ml.Data.LoadFromEnumerable(rows)).GetColumn<float[]>("Score")];
}
