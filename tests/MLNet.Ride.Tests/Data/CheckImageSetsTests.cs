using Microsoft.ML;
using MLNet.Ride.Data.Checking;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Imaging;
using SkiaSharp;

namespace MLNet.Ride.Tests.Data;

public sealed class CheckImageSetsTests : IDisposable
{
    private readonly MLContext _ml = new();
    private readonly TemporaryFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("baseline-cut-at-95.jpg", DataFaultKind.Damaged, "it is incomplete")]
    [InlineData("png-cut-at-50.png", DataFaultKind.Damaged, "it is incomplete")]
    [InlineData("12000-pixels-square.png", DataFaultKind.TooLarge, "it has 12000×12000 pixels")]
    [InlineData("header-says-100000-pixels-square.png", DataFaultKind.TooLarge, "it has 100000×100000 pixels")]
    [InlineData("green.tif", DataFaultKind.UnsupportedFormat, "it is an image in TIFF format, which is not supported")]
    public void Images_that_cannot_be_read_are_errors(string name, DataFaultKind kind, string description)
    {
        Draw("train/jay/0.png", 0);
        File.Copy(CaseFiles.Image(name), _folder.File("data", "train", "jay", "1.png"));

        DataReport report = Check();

        DataFault fault = Assert.Single(report.Of(kind));
        Assert.StartsWith(description, fault.Description);
        Assert.Equal(DataFaultLevel.Error, fault.Level);
        Assert.Equal(kind == DataFaultKind.UnsupportedFormat ? "TIFF" : null, fault.Format);
        Assert.Equal(new ImageReference("train", 2, _folder.File("data", "train", "jay", "1.png"), "jay"), Assert.Single(fault.Images));
        Assert.True(report.HasErrors);
    }

    [Fact]
    public void Missing_and_empty_files_and_other_files_are_errors()
    {
        Draw("a.png", 0);
        File.WriteAllBytes(_folder.File("data", "b.png"), []);
        File.WriteAllText(_folder.File("data", "c.png"), "<!DOCTYPE html>");
        File.WriteAllText(_folder.File("data", "list.csv"), "ImagePath,Label\na.png,jay\nb.png,jay\nc.png,jay\nd.png,jay\n");

        DataReport report = Check("list.csv");

        Assert.Equal(["the file does not exist", "it is empty (0 bytes)", "it is not an image, but a web page"], report.Faults.Where(f => f.Level == DataFaultLevel.Error).Select(f => f.Description));
        Assert.Equal([new DataPart("all", 4, 1)], report.Parts);
    }

    [Fact]
    public void The_same_image_in_several_places_is_found_by_its_content()
    {
        string first = Draw("train/jay/0.png", 0);
        foreach (string copy in (string[])["train/jay/1.png", "train/robin/0.png", "test/jay/9.png"])
        {
            File.Copy(first, _folder.File(["data", .. copy.Split('/')]));
        }

        DataReport report = Check();

        Assert.Equal("the same image in train and test", Assert.Single(report.Of(DataFaultKind.SameImageInOtherPart)).Description);
        Assert.Equal("the same image with the labels 'jay' and 'robin'", Assert.Single(report.Of(DataFaultKind.SameImageWithOtherLabel)).Description);
        Assert.Equal(4, report.Of(DataFaultKind.SameImageInOtherPart)[0].Images.Count);
        Assert.Empty(report.Of(DataFaultKind.SimilarImageInOtherPart));
    }

    [Theory]
    [InlineData(100, 60, 0)]
    [InlineData(50, 90, 0)]
    [InlineData(150, 80, 4)]
    public void Resized_and_recompressed_copies_are_very_similar(int percent, int quality, int brighter)
    {
        Draw("train/jay/0.png", 0);
        Draw("train/jay/1.png", 1);
        Draw("test/jay/0.jpg", 0, percent, quality, brighter);

        DataFault fault = Assert.Single(Check().Of(DataFaultKind.SimilarImageInOtherPart));

        Assert.Equal(["0.png", "0.jpg"], fault.Images.Select(i => Path.GetFileName(i.ImagePath)));
        Assert.Equal(DataFaultLevel.Warning, fault.Level);
    }

    [Fact]
    public void Different_images_and_images_of_one_color_are_not_similar()
    {
        for (int i = 0; i < 60; i++)
        {
            Draw($"train/jay/{i}.png", i);
        }

        DrawnImages.Save(_folder.File("data", "train", "jay", "plain-1.png"), 0, 1, 40, 40);
        DrawnImages.Save(_folder.File("data", "train", "jay", "plain-2.png"), 0, 2, 40, 40);
        Assert.Empty(Check().Faults);
    }

    [Fact]
    public void Similar_images_with_several_labels_or_in_one_place_are_told_apart()
    {
        Draw("train/jay/0.png", 0);
        Draw("train/robin/0.jpg", 0, quality: 70);
        Draw("train/wren/1.png", 1);
        Draw("train/wren/2.jpg", 1, quality: 70);

        DataReport report = Check();

        Assert.Equal("very similar images with the labels 'jay' and 'robin'", Assert.Single(report.Of(DataFaultKind.SimilarImageWithOtherLabel)).Description);
        Assert.Equal(["1.png", "2.jpg"], Assert.Single(report.Of(DataFaultKind.SimilarImage)).Images.Select(i => Path.GetFileName(i.ImagePath)));
    }

    [Fact]
    public void Suspicious_classes_are_named()
    {
        File.WriteAllText(
            _folder.File("data", "list.csv"),
            "ImagePath,Label,Split\n" + string.Concat(Enumerable.Range(0, 9).Select(i => $"{i}.png,{(i < 5 ? "jay" : i < 7 ? "Jay" : "owl")},{(i < 7 ? "train" : "test")}\n")));
        for (int i = 0; i < 9; i++)
        {
            Draw($"{i}.png", i);
        }

        DataReport report = Check("list.csv");

        Assert.False(report.HasErrors);
        Assert.Equal(
            [
                (DataFaultKind.SimilarClassNames, "'Jay' (2 images) and 'jay' (5 images)"),
                (DataFaultKind.ClassWithoutTrainingImages, "'owl' has 2 images, but none to train on"),
                (DataFaultKind.SmallClass, "'Jay' has 2 images to train on"),
            ],
            report.Faults.Select(f => (f.Kind, f.Description)));
    }

    [Fact]
    public void What_the_loader_skipped_is_in_the_report()
    {
        Draw("train/jay/0.png", 0);
        Directory.CreateDirectory(Path.Combine(Data, "train", "wren"));
        File.Copy(CaseFiles.Image("green.tif"), _folder.File("data", "train", "jay", "green.tif"));

        string[] skipped = [.. Check().Of(DataFaultKind.Skipped).Select(f => f.Description)];

        Assert.Equal(2, skipped.Length);
        Assert.Contains(skipped, text => text.StartsWith("Skipped 1 TIFF image", StringComparison.Ordinal));
        Assert.Contains(skipped, text => text.StartsWith("Ignored 1 class folder without images", StringComparison.Ordinal));
    }

    [Fact]
    public void Pixels_of_cifar_binaries_are_checked_too()
    {
        byte[][] records = [.. Enumerable.Range(0, 3).Select(i => Enumerable.Range(0, 3073).Select(p => (byte)(p == 0 ? i : p * (7 + (i / 2)) % 251)).ToArray())];
        Directory.CreateDirectory(Data);
        File.WriteAllBytes(_folder.File("data", "all.bin"), [.. records.SelectMany(r => r)]);

        DataFault fault = Assert.Single(Check("all.bin").Of(DataFaultKind.SameImageWithOtherLabel));

        Assert.Equal([new ImageReference("all", 1, null, "0"), new ImageReference("all", 2, null, "1")], fault.Images);
    }

    [Fact]
    public void A_check_can_be_watched_stopped_and_limited()
    {
        for (int i = 0; i < 3; i++)
        {
            Draw($"train/jay/{i}.jpg", 0, quality: 90 - i);
        }

        ImageSets sets = _ml.Data.LoadImageSets(Data);
        var seen = new Counter();
        Assert.Empty(_ml.Data.CheckImageSets(sets, new() { FindSimilarImages = false, FewImages = 0 }, seen).Faults);
        Assert.Equal(3, seen.Last);
        Assert.Single(_ml.Data.CheckImageSets(sets, new() { FewImages = 4 }).Of(DataFaultKind.SmallClass));
        Assert.ThrowsAny<OperationCanceledException>(() => _ml.Data.CheckImageSets(sets, cancellationToken: new(canceled: true)));
        Assert.Contains("FewImages must be between 0 and 1000000", Assert.ThrowsAny<ArgumentException>(() => _ml.Data.CheckImageSets(sets, new() { FewImages = -1 })).Message);
    }

    [Fact]
    public void Many_images_are_compared_in_little_time()
    {
        // Each of 20,000 images has one similar one. To compare each with each would be 200 million comparisons of colors.
        var random = new Random(1);
        var images = new List<RgbImage>();
        for (int i = 0; i < 10_000; i++)
        {
            var image = new RgbImage();
            image.SetSize(9, 9);
            random.NextBytes(image.Pixels);
            images.Add(image);
        }

        ImageFingerprint?[] fingerprints = [.. images.Concat(images).Select(ImageFingerprint.Of)];
        IReadOnlyList<IReadOnlyList<int>> groups = SimilarImages.Groups(fingerprints, default);
        Assert.Equal(10_000, groups.Count);
        Assert.All(groups, group => Assert.Equal(10_000, group[1] - group[0]));
    }

    private DataReport Check(string name = "") => _ml.Data.CheckImageSets(_ml.Data.LoadImageSets(Path.Combine(Data, name)), new() { FewImages = name.Length > 0 ? 5 : 0 });

    /// <summary>Draws a picture of colored discs.</summary>
    private string Draw(string name, int seed, int percent = 100, int quality = 100, int brighter = 0)
    {
        string file = _folder.File(["data", .. name.Split('/')]);
        int side = 200 * percent / 100;
        using var surface = SKSurface.Create(new SKImageInfo(side, side));
        var random = new Random(seed);
        surface.Canvas.Scale(percent / 100f);
        surface.Canvas.Clear(new SKColor((byte)(60 + brighter), (byte)(90 + brighter), (byte)(120 + brighter)));
        for (int i = 0; i < 12; i++)
        {
            using var paint = new SKPaint { IsAntialias = true, Color = new SKColor((byte)(random.Next(240) + brighter), (byte)(random.Next(240) + brighter), (byte)(random.Next(240) + brighter)) };
            surface.Canvas.DrawCircle(random.Next(200), random.Next(200), random.Next(15, 50), paint);
        }

        using SKImage image = surface.Snapshot();
        using SKData data = image.Encode(name.EndsWith(".png", StringComparison.Ordinal) ? SKEncodedImageFormat.Png : SKEncodedImageFormat.Jpeg, quality);
        using FileStream stream = File.Create(file);
        data.SaveTo(stream);
        return file;
    }

    private sealed class Counter : IProgress<int>
    {
        public int Last { get; private set; }

        public void Report(int value) => Last = value;
    }
}
