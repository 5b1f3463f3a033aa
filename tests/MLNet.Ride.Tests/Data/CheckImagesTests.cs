using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Data;

public sealed class CheckImagesTests : IDisposable
{
    private readonly MLContext _ml = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Unreadable_images_are_left_out_and_reported_with_the_reason()
    {
        IDataView readable = _ml.Data.CheckImages(Images(), UnreadableImages.Skip, out ImageCheckReport report);
        Assert.Equal(["0.png", "5.png"], readable.GetColumn<string>("ImagePath").Select(p => Path.GetFileName(p)));
        Assert.Equal((2, 4), (report.ReadableCount, report.UnreadableCount));
        Assert.Equal(2, readable.GetRowCount());
        Assert.Equal([2, 3, 4, 5], report.Unreadable.Select(u => u.Row));
        Assert.Equal(["1.png", "2.png", "3.png", "4.png"], report.Unreadable.Select(u => Path.GetFileName(u.ImagePath)));
        Assert.Equal("the file does not exist", report.Unreadable[0].Reason);
        Assert.Equal("it is empty (0 bytes)", report.Unreadable[1].Reason);
        Assert.StartsWith("it is not an image of a known format", report.Unreadable[2].Reason);
        Assert.StartsWith("it is incomplete", report.Unreadable[3].Reason);
    }

    [Fact]
    public void Reading_headers_only_misses_later_damage()
    {
        _ = _ml.Data.CheckImages(Images(), UnreadableImages.Skip, out ImageCheckReport report, decode: false);
        Assert.Equal([2, 3, 4], report.Unreadable.Select(u => u.Row));
    }

    [Fact]
    public void Or_the_check_ends_with_an_error_that_names_them()
    {
        string message = Assert.Throws<InvalidDataException>(() => _ml.Data.CheckImages(Images(), UnreadableImages.Fail, out _)).Message;
        Assert.Contains("4 of 6 images cannot be read", message);
        Assert.Contains($"'{_folder.File("1.png")}' (row 2): the file does not exist", message);
        Assert.Contains("UnreadableImages.Skip", message);
        IDataView good = _ml.Data.TakeRows(Images(), 1);
        Assert.Equal(1, _ml.Data.CheckImages(good, UnreadableImages.Fail, out _).GetRowCount());
    }

    [Fact]
    public void Relative_paths_start_from_the_image_folder()
    {
        DrawnImages.Save(_folder.File("deep", "0.png"), 0, 0);
        IDataView rows = _ml.Data.LoadFromEnumerable([new { File = "0.png" }, new { File = string.Empty }]);
        _ = _ml.Data.CheckImages(rows, UnreadableImages.Skip, out ImageCheckReport report, "File", _folder.File("deep"));
        Assert.Equal((1, "it is a folder"), (report.ReadableCount, report.Unreadable.Single().Reason));
    }

    [Fact]
    public void Wrong_arguments_are_reported()
    {
        IDataView rows = ClassRows.Load(_ml, 2, 2);
        Assert.Contains("no column 'ImagePath' of image paths. The columns are: Label, Number", Assert.Throws<ArgumentException>(
            () => _ml.Data.CheckImages(rows, UnreadableImages.Skip, out _)).Message);
        Assert.Contains("must contain the paths", Assert.Throws<ArgumentException>(
            () => _ml.Data.CheckImages(rows, UnreadableImages.Skip, out _, "Number")).Message);
        Assert.Contains("Fail, Skip", Assert.ThrowsAny<ArgumentException>(
            () => _ml.Data.CheckImages(rows, (UnreadableImages)5, out _, "Label")).Message);
        Assert.ThrowsAny<OperationCanceledException>(
            () => _ml.Data.CheckImages(rows, UnreadableImages.Skip, out _, "Label", cancellationToken: new CancellationToken(canceled: true)));
    }

    /// <summary>Six rows: good, missing, empty, text, incomplete, good.</summary>
    private IDataView Images()
    {
        DrawnImages.Save(_folder.File("0.png"), 0, 0);
        File.WriteAllBytes(_folder.File("2.png"), []);
        File.WriteAllText(_folder.File("3.png"), "not an image");
        File.WriteAllBytes(_folder.File("4.png"), DrawnImages.Png(0, 0)[..^30]);
        DrawnImages.Save(_folder.File("5.png"), 1, 1);
        File.WriteAllLines(_folder.File("images.csv"), ["ImagePath,Label", .. Enumerable.Range(0, 6).Select(i => $"{i}.png,class")]);
        return _ml.Data.LoadImageManifest(_folder.File("images.csv"));
    }
}
