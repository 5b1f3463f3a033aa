using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Imaging;
using MLNet.Ride.Training;

namespace MLNet.Ride.Tests.Training;

/// <summary>Images kept as they come, decoded and cropped at random while training, and scored with a center crop.</summary>
public sealed class LargeImagesTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1024)]
    [InlineData(0)]
    public void A_folder_is_trained_on_with_random_crops_and_the_memory_changes_nothing(int megabytes)
    {
        DrawnImages.SaveFolder(_folder, "train", 6, 5, 4);
        using var inMemory = Train(Options(1024));
        using var model = Train(Options(megabytes));
        IDataView test = Loaded();
        Assert.Equal(Scores(inMemory, test), Scores(model, test));
        Assert.Equal(10, model.Network.ResizeShorterSide);
    }

    [Theory]
    [InlineData(4 * TinyRide.ImageSize, false)]
    [InlineData((4 * TinyRide.ImageSize) + 1, true)]
    public void Images_that_are_much_larger_than_the_input_are_warned_about(int side, bool warned)
    {
        for (int label = 0; label < 3; label++)
        {
            DrawnImages.Save(_folder.File("train", PixelRow.Names[label], "0.png"), label, 0, side, side + 8);
        }

        var log = new List<string>();
        _ml.Log += (_, line) => log.Add(line.Message);

        Train(TinyRide.Options()).Dispose();

        string[] warnings = [.. log.Where(line => line.Contains("lose most of their detail", StringComparison.Ordinal))];
        Assert.Equal(warned ? 1 : 0, warnings.Length);
        Assert.All(warnings, line => Assert.Contains($"3 of 3 images are more than 4 times as large as ImageSize = 8 (up to {side} pixels on the shorter side)", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Images_beyond_the_memory_go_to_the_temporary_folder_of_the_context()
    {
        DrawnImages.SaveFolder(_folder, "train", 6, 5, 4);
        _ml.TempFilePath = _folder.File("absent");
        string message = Assert.Throws<IOException>(() => Train(Options(0))).Message;
        Assert.Contains($"cannot be written to a temporary file in '{_folder.File("absent")}'", message, StringComparison.Ordinal);
        Assert.Contains("MLContext.TempFilePath", message, StringComparison.Ordinal);

        Directory.CreateDirectory(_folder.File("absent"));
        Train(Options(0)).Dispose();
        Assert.Empty(Directory.GetFiles(_folder.File("absent")));
    }

    [Fact]
    public void Images_of_the_recipe_are_kept_as_they_come_and_others_as_pixels()
    {
        DrawnImages.SaveFolder(_folder, "train", 3, 2, 2);
        using LabeledImages whole = Read(Options(1));
        using LabeledImages pixels = Read(TinyRide.Options());
        byte[] file = File.ReadAllBytes(_folder.File("train", "blue", "000.png"));
        var decoded = new RgbImage();
        new MLNet.Ride.Images.EncodedImages(TinyRide.ImageSize, new()).Decode(file, decoded);
        Assert.Equal(decoded.ToSquare(TinyRide.ImageSize, 10), whole.Pixels(0).ToArray());
        Assert.Equal(decoded.ToSquare(TinyRide.ImageSize, null), pixels.Pixels(0).ToArray());
    }

    [Fact]
    public void Image_objects_and_pixel_vectors_are_trained_on_with_random_crops()
    {
        IEnumerable<ImageObjectRow> images = Enumerable.Range(0, 9).Select(i => new ImageObjectRow { Label = PixelRow.Names[i % 3], Image = DrawnImages.Image(i % 3, i) });
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label").Append(_ml.MulticlassClassification.Trainers.Ride(Options(0)));
        using var fromImages = pipeline.Fit(_ml.Data.LoadFromEnumerable(images)).LastTransformer;
        using var fromVectors = pipeline.Fit(_ml.Data.LoadFromEnumerable(PixelRow.Draw(3))).LastTransformer;
        Assert.Equal([3, 3, 3], fromImages.TrainingCounts);
        Assert.Equal([3, 3, 3], fromVectors.TrainingCounts);
    }

    [Fact]
    public void Image_objects_are_kept_no_larger_than_random_crops_need()
    {
        var image = new RgbImage();
        image.SetSize(400, 300);
        var content = new MLNet.Ride.Images.DecodedContent(image);

        content.Check(new(TinyRide.ImageSize, 10), new RgbImage());

        Assert.Equal(42 * 32 * 3, content.Length);
        Assert.Equal(4 * TinyRide.ImageSize, content.ShorterSide);
    }

    [Fact]
    public void A_damaged_image_is_named_before_training_starts()
    {
        DrawnImages.SaveFolder(_folder, "train", 3, 2, 2);
        string bad = _folder.File("train", "green", "bad.png");
        byte[] good = File.ReadAllBytes(_folder.File("train", "green", "000.png"));
        File.WriteAllBytes(bad, good[..20]);
        string message = Assert.Throws<InvalidDataException>(() => Train(Options(1))).Message;
        Assert.Contains(bad, message);
    }

    [Fact]
    public void Reading_can_be_canceled()
    {
        DrawnImages.SaveFolder(_folder, "train", 3, 2, 2);
        using var source = new CancellationTokenSource();
        source.Cancel();
        RideTrainer.Options options = Options(1);
        options.CancellationToken = source.Token;
        Assert.ThrowsAny<OperationCanceledException>(() => Read(options));
    }

    [Fact]
    public void The_center_crop_goes_with_the_saved_model()
    {
        DrawnImages.SaveFolder(_folder, "train", 3, 3, 3);
        using var model = Train(Options(1));
        IDataView test = Loaded();
        var file = new MemoryStream();
        _ml.Model.Save(model, test.Schema, file);
        file.Position = 0;
        using var loaded = (RideTransformer)_ml.Model.Load(file, out _);
        Assert.Equal(10, loaded.Network.ResizeShorterSide);
        Assert.Equal(Scores(model, test), Scores(loaded, test));

        using var zip = new System.IO.Compression.ZipArchive(file);
        using Stream card = zip.Entries.Single(e => e.FullName.EndsWith("network.json", StringComparison.Ordinal)).Open();
        JsonNode json = JsonNode.Parse(card)!;
        Assert.Empty(DataSchemas.Errors(DataSchemas.Network, json));
    }

    [Fact]
    public void The_memory_for_images_has_a_range()
    {
        RideTrainer.Options options = TinyRide.Options();
        options.ImageMemoryMegabytes = -1;
        Assert.Contains(
            "ImageMemoryMegabytes must be between 0 and 1048576, but is -1",
            Assert.ThrowsAny<ArgumentException>(() => _ml.MulticlassClassification.Trainers.Ride(options)).Message);
    }

    private static RideTrainer.Options Options(int megabytes)
    {
        RideTrainer.Options options = TinyRide.Options();
        options.ImageMemoryMegabytes = megabytes;
        options.Augmentation.RandomResizedCrop = true;
        options.Augmentation.Brightness = 0.4;
        options.Augmentation.CropPadding = 0;
        options.Augmentation.CenterCrop = 0.8;
        options.Seed = 3;
        return options;
    }

    private IDataView Loaded()
    {
        IDataView files = _ml.Data.LoadImageFolder(_folder.File("train"));
        IDataView loaded = _ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath").Fit(files).Transform(files);
        return _ml.Transforms.Conversion.MapValueToKey("Label").Fit(loaded).Transform(loaded);
    }

    private RideTransformer Train(RideTrainer.Options options) => _ml.MulticlassClassification.Trainers.Ride(options).Fit(Loaded());

    private LabeledImages Read(RideTrainer.Options options) => TrainingSet.Read(Loaded(), options.Reading, 3, null);

    private static float[] Scores(RideTransformer model, IDataView rows) => [.. model.Transform(rows).GetColumn<float[]>("Score").SelectMany(s => s)];
}
