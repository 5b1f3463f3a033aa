using Microsoft.ML;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Documentation;

/// <summary>The code of docs/cleaning.md, run.</summary>
[Collection(PackageWeights.Collection)]
public sealed class CleaningSnippets : IDisposable
{
    private readonly MLContext ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_document_has_this_code() => Snippets.Check("cleaning.md", "CleaningSnippets.cs");

    [Fact]
    public void A_wrong_label_is_found_by_the_pretrained_network()
    {
        using var weights = new PackageWeights();
        DrawnImages.SaveFolder(_folder, "photos", 8, 8, 8);
        File.Move(_folder.File("photos", "red", "002.png"), _folder.File("photos", "blue", "x.png"));
        (string photosFolder, string pagePath, string cleanedPath) = (_folder.File("photos"), _folder.File("cleaning.html"), _folder.File("cleaned.csv"));
        File.WriteAllText(cleanedPath, "ImagePath,Label\nphotos/blue/x.png,red\n");

        ImageSets photos = ml.Data.LoadImageSets(photosFolder);
        LabelErrorReport errors = ml.Data.FindLabelErrors(photos.Train);
        foreach (LabelError error in errors.Errors.Take(10))
        {
            Console.WriteLine($"{error.ImagePath}: labeled {error.Label} ({error.LabelProbability:P0}), probably {error.Suggested} ({error.SuggestedProbability:P0})");
        }

        DataReport faults = ml.Data.CheckImageSets(photos);
        ml.Data.SaveCleaningPage(pagePath, photos, errors, faults);
        Assert.Equal((_folder.File("photos", "blue", "x.png"), "blue", "red"), (errors.Errors[0].ImagePath, errors.Errors[0].Label, errors.Errors[0].Suggested));
        Assert.Contains("photos/blue/x.png", File.ReadAllText(pagePath));

        ImageSets cleaned = ml.Data.LoadImageSets(cleanedPath);
        Assert.Equal(1, cleaned.Train.GetRowCount() ?? cleaned.Train.Preview().RowView.Length);
    }
}
