using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Training;

public sealed class BadInputTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_label_column_is_named_with_the_columns_there_are()
    {
        RideTrainer.Options options = TinyRide.Options();
        options.LabelColumnName = "Class";
        string message = Fails<ArgumentException>(Pixels(), options);
        Assert.Contains("no label column 'Class'", message);
        Assert.Contains("Label, Image", message);
    }

    [Fact]
    public void A_missing_feature_column_is_named_with_the_columns_there_are()
    {
        RideTrainer.Options options = TinyRide.Options();
        options.FeatureColumnName = "Photo";
        string message = Fails<ArgumentException>(Pixels(), options);
        Assert.Contains("no feature column 'Photo'", message);
        Assert.Contains("LoadRawImageBytes", message);
    }

    [Fact]
    public void A_label_that_is_no_key_asks_for_MapValueToKey()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(PixelRow.Draw(2));
        RideTrainer trainer = _ml.MulticlassClassification.Trainers.Ride(TinyRide.Options());
        Assert.Contains("MapValueToKey(\"Label\")", Assert.Throws<ArgumentException>(() => trainer.Fit(data)).Message);
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Other", "Label").Append(trainer);
        Assert.Contains("MapValueToKey(\"Label\")", Assert.Throws<ArgumentException>(() => pipeline.Fit(data)).Message);
    }

    [Theory]
    [InlineData("Label")]
    [InlineData("Odd")]
    public void A_feature_column_that_holds_no_images_tells_what_would(string column)
    {
        RideTrainer.Options options = TinyRide.Options();
        options.FeatureColumnName = column;
        IDataView data = _ml.Data.LoadFromEnumerable([new OddRow { Label = "a" }]);
        string message = Fails<ArgumentException>(data, options);
        Assert.Contains($"Feature column '{column}'", message);
        Assert.Contains("LoadImages", message);
        Assert.Contains("192 pixel values", message);
    }

    [Fact]
    public void No_rows_are_reported()
    {
        IDataView none = _ml.Data.LoadFromEnumerable(Array.Empty<KeyRow>());
        Assert.Contains("no rows to train on", Assert.Throws<ArgumentException>(() => Trainer().Fit(none)).Message);
    }

    [Fact]
    public void Rows_whose_labels_are_all_missing_are_no_rows()
    {
        IDataView keyed = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Fit(_ml.Data.LoadFromEnumerable(PixelRow.Draw(1)))
            .Transform(_ml.Data.LoadFromEnumerable(PixelRow.Draw(1).Select(r => new PixelRow { Label = "unknown", Image = r.Image })));
        Assert.Contains("missing in every row", Assert.Throws<ArgumentException>(() => Trainer().Fit(keyed)).Message);
    }

    [Fact]
    public void One_class_only_is_named()
    {
        string message = Fails<ArgumentException>(_ml.Data.LoadFromEnumerable(PixelRow.Draw(3).Where(r => r.Label == "green")), TinyRide.Options());
        Assert.Contains("All 3 images belong to one class, 'green'", message);
    }

    [Fact]
    public void A_class_without_images_is_named()
    {
        IDataView rows = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Fit(_ml.Data.LoadFromEnumerable(PixelRow.Draw(2)))
            .Transform(_ml.Data.LoadFromEnumerable(PixelRow.Draw(2).Where(r => r.Label != "blue")));
        string message = Assert.Throws<ArgumentException>(() => Trainer().Fit(rows)).Message;
        Assert.Contains("1 of 3 classes have no images: 'blue'", message);
    }

    [Fact]
    public void A_label_outside_the_key_is_reported_with_its_row()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(
        [
            new KeyRow { Label = 0, Image = DrawnImages.Planes(0, 1) },
            new KeyRow { Label = 1, Image = DrawnImages.Planes(1, 2) },
        ]);
        string message = Assert.Throws<InvalidDataException>(() => Trainer().Fit(new CountingView(data, lastLabel: 7))).Message;
        Assert.Contains("Row 2 of label column 'Label' has the key 7, but the column has only 3 classes", message);
    }

    [Fact]
    public void A_zero_byte_image_file_is_named()
    {
        DrawnImages.SaveFolder(_folder, "train", 2, 2, 2);
        string empty = _folder.File("train", "red", "empty.png");
        File.WriteAllBytes(empty, []);
        string message = FolderFails();
        Assert.Contains(empty, message);
        Assert.Contains("0 bytes", message);
    }

    [Fact]
    public void An_unreadable_image_file_is_named()
    {
        DrawnImages.SaveFolder(_folder, "train", 2, 2, 2);
        string bad = _folder.File("train", "green", "bad.png");
        File.WriteAllText(bad, "This is not a picture.");
        string message = FolderFails();
        Assert.Contains(bad, message);
        Assert.Contains("it is not an image of a known format", message);
    }

    [Fact]
    public void A_file_that_is_gone_is_named()
    {
        DrawnImages.SaveFolder(_folder, "train", 2, 2, 2);
        IDataView data = _ml.Data.LoadImageFolder(_folder.File("train"));
        string gone = _folder.File("train", "red", "001.png");
        File.Delete(gone);
        Assert.Contains(gone, Assert.Throws<InvalidDataException>(() => FolderPipeline().Fit(data)).Message);
    }

    [Fact]
    public void An_image_that_ML_NET_itself_cannot_read_is_named()
    {
        DrawnImages.SaveFolder(_folder, "train", 2, 2, 2);
        string bad = _folder.File("train", "green", "bad.png");
        File.WriteAllText(bad, "This is not a picture.");
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(_ml.Transforms.LoadImages("Loaded", null, "ImagePath"))
            .Append(_ml.Transforms.ResizeImages("Resized", TinyRide.ImageSize, TinyRide.ImageSize, "Loaded"))
            .Append(_ml.Transforms.ExtractPixels("Image", "Resized"))
            .Append(Trainer());
        IDataView data = _ml.Data.LoadImageFolder(_folder.File("train"));
        Assert.Contains(bad, Assert.Throws<InvalidDataException>(() => pipeline.Fit(data)).Message);
    }

    [Fact]
    public void An_image_that_cannot_be_scored_is_named()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        DrawnImages.SaveFolder(_folder, "test", 2, 2, 2);
        string bad = _folder.File("test", "green", "bad.png");
        File.WriteAllText(bad, "This is not a picture.");
        IDataView data = _ml.Data.LoadImageFolder(_folder.File("test"));
        IDataView scored = model.Transform(_ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath").Fit(data).Transform(data));
        Assert.Contains(bad, Assert.Throws<InvalidDataException>(() => scored.GetColumn<int>("ExpertsUsed").ToList()).Message);
    }

    [Fact]
    public void Without_paths_the_row_of_an_unreadable_image_is_told()
    {
        EncodedRow[] rows = [.. Enumerable.Range(0, 4).Select(i => new EncodedRow { Label = PixelRow.Names[i % 3], Image = DrawnImages.Png(i % 3, i) })];
        rows[2].Image = [1, 2, 3];
        string message = Fails<InvalidDataException>(_ml.Data.LoadFromEnumerable(rows), TinyRide.Options());
        Assert.Contains("row 3 of column 'Image'", message);
    }

    [Fact]
    public void Pixels_of_the_wrong_scale_are_reported()
    {
        IEnumerable<SingleRow> rows = PixelRow.Draw(2).Select(r => new SingleRow { Label = r.Label, Image = [.. r.Image.Select(b => b / 255f)] });
        Assert.Contains("without scaleImage", Fails<ArgumentException>(_ml.Data.LoadFromEnumerable(rows), TinyRide.Options()));
    }

    [Fact]
    public void Pixels_that_are_no_numbers_are_reported()
    {
        IEnumerable<SingleRow> rows = PixelRow.Draw(2).Select(r => new SingleRow { Label = r.Label, Image = [.. r.Image.Select(_ => float.NaN)] });
        Assert.Contains("not between 0 and 255", Fails<InvalidDataException>(_ml.Data.LoadFromEnumerable(rows), TinyRide.Options()));
    }

    private IDataView Pixels() => _ml.Data.LoadFromEnumerable(PixelRow.Draw(2));

    private RideTrainer Trainer() => _ml.MulticlassClassification.Trainers.Ride(TinyRide.Options());

    private IEstimator<ITransformer> FolderPipeline()
        => _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(_ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath"))
            .Append(Trainer());

    private string FolderFails()
        => Assert.Throws<InvalidDataException>(() => FolderPipeline().Fit(_ml.Data.LoadImageFolder(_folder.File("train")))).Message;

    private string Fails<T>(IDataView data, RideTrainer.Options options)
        where T : Exception
    {
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label").Append(_ml.MulticlassClassification.Trainers.Ride(options));
        return Assert.Throws<T>(() => pipeline.Fit(data)).Message;
    }

    private sealed class OddRow
    {
        public string Label { get; set; } = string.Empty;

        public float[] Odd { get; set; } = [1];
    }

    private sealed class KeyRow
    {
        // In objects keys count from 0.
        [KeyType(3)]
        public uint Label { get; set; }

        [VectorType(3 * TinyRide.ImageSize * TinyRide.ImageSize)]
        public byte[] Image { get; set; } = [];
    }
}
