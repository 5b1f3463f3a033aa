using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Reporting.Mistakes;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Images;

/// <summary>Training, scoring, single predictions, and thumbnails see the same image.</summary>
public sealed class PhotosOnEveryPathTests : IDisposable
{
    private const double JpegNoise = 0.01;

    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_photo_lying_on_its_side_scores_as_the_upright_one(int orientation)
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        string upright = CaseFiles.Image("arrow-up.jpg"), turned = CaseFiles.Image($"arrow-up-orientation-{orientation}.jpg");

        float[] expected = Scores(model, upright);

        Assert.All(Scores(model, turned).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, JpegNoise));
        IReadOnlyList<ClassProbability> predicted = model.Predict(File.ReadAllBytes(turned), out _, 3);
        Assert.Equal(Scores(model, turned).OrderDescending(), predicted.Select(p => p.Probability));
    }

    [Fact]
    public void The_background_of_training_is_that_of_the_loaded_model()
    {
        string black = CaseFiles.Image("black-circle-on-transparent.png");
        DrawnImages.SaveFolder(_folder, "train", 3, 3, 3);
        RideTrainer.Options options = TinyRide.Options();
        options.Decoding.Background = "#00FF00";
        IEstimator<ITransformer> pipeline = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(_ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath"))
            .Append(_ml.MulticlassClassification.Trainers.Ride(options));
        IDataView train = _ml.Data.LoadImageFolder(_folder.File("train"));
        ITransformer trained = pipeline.Fit(train);
        _ml.Model.Save(trained, train.Schema, _folder.File("model.zip"));

        ITransformer loaded = _ml.Model.Load(_folder.File("model.zip"), out _);

        RideTransformer green = ((TransformerChain<ITransformer>)loaded).OfType<RideTransformer>().Single();
        using RideTransformer white = TinyRide.Transformer(_ml);
        Assert.Equal(green.Predict(OnColor(0, 255, 0), out _, 3), green.Predict(File.ReadAllBytes(black), out _, 3));
        Assert.Equal(white.Predict(OnColor(255, 255, 255), out _, 3), white.Predict(File.ReadAllBytes(black), out _, 3));
        (trained as IDisposable)?.Dispose();
        (loaded as IDisposable)?.Dispose();

        byte[] OnColor(byte red, byte greenness, byte blue)
        {
            using var bitmap = SkiaSharp.SKBitmap.Decode(black);
            using var opaque = new SkiaSharp.SKBitmap(bitmap.Width, bitmap.Height);
            using (var canvas = new SkiaSharp.SKCanvas(opaque))
            {
                canvas.Clear(new SkiaSharp.SKColor(red, greenness, blue));
                canvas.DrawBitmap(bitmap, 0, 0);
            }

            using SkiaSharp.SKData data = opaque.Encode(SkiaSharp.SKEncodedImageFormat.Png, 100);
            return data.ToArray();
        }
    }

    [Theory]
    [InlineData("baseline-cut-at-95.jpg", "it is incomplete")]
    [InlineData("progressive-cut-at-50.jpg", "it is incomplete")]
    [InlineData("png-cut-at-95.png", "it is incomplete")]
    [InlineData("12000-pixels-square.png", "more than the limit of 100 megapixels")]
    [InlineData("green.tif", "it is an image in TIFF format")]
    public void A_file_that_cannot_be_used_is_named_in_every_step(string name, string reason)
    {
        DrawnImages.SaveFolder(_folder, "train", 2, 2, 2);
        string file = _folder.File("train", "red", "a.png");
        File.Copy(CaseFiles.Image(name), file, overwrite: true);
        IDataView rows = _ml.Data.LoadImageFolder(_folder.File("train"));
        using RideTransformer model = TinyRide.Transformer(_ml);

        _ = _ml.Data.CheckImages(rows, UnreadableImages.Skip, out ImageCheckReport report);
        Assert.Contains(reason, report.Unreadable.Single(image => image.ImagePath == file).Reason, StringComparison.Ordinal);

        IEstimator<ITransformer> pipeline = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(_ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath"))
            .Append(_ml.MulticlassClassification.Trainers.Ride(TinyRide.Options()));
        AssertNamed(Assert.Throws<InvalidDataException>(() => pipeline.Fit(rows)));
        AssertNamed(Assert.Throws<InvalidDataException>(() => Scores(model, file)));
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => model.Predict(File.ReadAllBytes(file))).Message, StringComparison.Ordinal);

        void AssertNamed(InvalidDataException error)
        {
            Assert.Contains(file, error.Message, StringComparison.Ordinal);
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_thumbnail_is_upright()
    {
        string[] thumbnails = [.. new[] { "arrow-up.jpg", "arrow-up-orientation-6.jpg" }.Select(Thumbnail)];
        Assert.True(AverageDifference(thumbnails[0], thumbnails[1]) < 8);

        string Thumbnail(string name)
        {
            IDataView scored = _ml.Data.LoadFromEnumerable([new { ImagePath = CaseFiles.Image(name), Score = new float[] { 1, 0 } }]);
            var mistake = new Mistake(1, null, "a", "b", 1, 0);
            return new MistakePictures(scored, new MistakeOptions()).AddTo([mistake]).Single().Thumbnail!;
        }
    }

    private static double AverageDifference(string thumbnail, string other)
    {
        using var first = SkiaSharp.SKBitmap.Decode(Convert.FromBase64String(thumbnail.Split(',')[^1]));
        using var second = SkiaSharp.SKBitmap.Decode(Convert.FromBase64String(other.Split(',')[^1]));
        return first.Bytes.Zip(second.Bytes, (a, b) => Math.Abs(a - b)).Average();
    }

    private float[] Scores(RideTransformer model, string file)
    {
        IDataView rows = _ml.Data.LoadFromEnumerable([new { ImagePath = file }]);
        IDataView images = _ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath").Fit(rows).Transform(rows);
        return model.Transform(images).GetColumn<float[]>("Score").Single();
    }
}
