using Microsoft.ML;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Data.Cleaning;

[Collection(PackageWeights.Collection)]
public sealed class FindLabelErrorsTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();
    private readonly RideTransformer _model;

    public FindLabelErrorsTests()
    {
        _model = TinyRide.Transformer(_ml);
        DrawnImages.SaveFolder(_folder, "data", red: 20, green: 12, blue: 3);
    }

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Images_in_folders_of_other_classes_are_found()
    {
        File.Move(_folder.File("data", "red", "004.png"), _folder.File("data", "green", "x.png"));
        LabelErrorReport report = Find();
        LabelError error = Assert.Single(report.Errors);
        Assert.Equal((_folder.File("data", "green", "x.png"), "green", "red"), (error.ImagePath, error.Label, error.Suggested));
        Assert.True(error.SuggestedProbability > 0.9 && error.LabelProbability < 0.1, error.ToString());
        Assert.Equal(35, report.ImageCount);
        Assert.Equal(["blue"], report.SmallClasses);
        Assert.All(report.Typical, typical => Assert.InRange(typical.Value.Count, 1, 3));
        Assert.DoesNotContain(error.ImagePath, report.Typical["green"]);
        Assert.Empty(report.Unreadable);
    }

    [Fact]
    public void Clean_data_have_none() => Assert.Empty(Find().Errors);

    [Fact]
    public void Unreadable_images_are_skipped_and_reported()
    {
        File.WriteAllBytes(_folder.File("data", "red", "003.png"), []);
        LabelErrorReport report = Find();
        UnreadableImage image = Assert.Single(report.Unreadable);
        Assert.Equal((_folder.File("data", "red", "003.png"), "it is empty (0 bytes)"), (image.ImagePath, image.Reason));
        Assert.Equal(34, report.ImageCount);
    }

    [Fact]
    public void Errors_say_what_to_do()
    {
        IDataView files = _ml.Data.LoadImageFolder(_folder.File("data"));
        Assert.Contains("before MapValueToKey", Assert.Throws<ArgumentException>(() => Find(_ml.Transforms.Conversion.MapValueToKey("Label").Fit(files).Transform(files))).Message);
        Assert.Contains("There is no column 'ImagePath'", Assert.Throws<ArgumentException>(() => Find(TinyRide.Labeled(_ml, 2))).Message);
        Assert.Contains("Folds", Assert.Throws<ArgumentOutOfRangeException>(() => Find(files, new() { Folds = 1 })).Message);
        Assert.Contains("dotnet add package", Assert.Throws<FileNotFoundException>(() => Find(files, new())).Message);
        Directory.Delete(_folder.File("data", "green"), recursive: true);
        Directory.Delete(_folder.File("data", "blue"), recursive: true);
        Assert.Contains("at least two classes", Assert.Throws<ArgumentException>(() => Find()).Message);
        File.WriteAllText(_folder.File("list.csv"), "ImagePath,Label\na.png,jay\nb.png,robin\n");
        Assert.Contains(
            "None of the 2 images can be read: '" + _folder.File("a.png") + "': the file does not exist",
            Assert.Throws<InvalidDataException>(() => Find(_ml.Data.LoadImageManifest(_folder.File("list.csv")))).Message);
    }

    [Fact]
    public void The_search_can_be_canceled()
        => Assert.Throws<OperationCanceledException>(() => _ml.Data.FindLabelErrors(
            _ml.Data.LoadImageFolder(_folder.File("data")), new() { Model = _model }, cancellationToken: new CancellationToken(canceled: true)));

    private LabelErrorReport Find(IDataView? data = null, LabelErrorOptions? options = null)
        => _ml.Data.FindLabelErrors(data ?? _ml.Data.LoadImageFolder(_folder.File("data")), options ?? new() { Model = _model });
}
