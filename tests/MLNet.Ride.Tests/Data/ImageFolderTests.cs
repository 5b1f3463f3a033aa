using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Data;

public sealed class ImageFolderTests : IDisposable
{
    private readonly MLContext _ml = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Classes_and_files_are_sorted_and_other_files_left_out()
    {
        foreach (string file in new[] { "b/2.PNG", "b/10.jpg", "b/notes.txt", "b/.hidden.png", "a/deep/x.jpeg", "stray.png", ".git/y.png" })
        {
            File.WriteAllBytes(_folder.File(file.Split('/')), []);
        }

        IDataView rows = _ml.Data.LoadImageFolder(_folder.Path);
        Assert.Equal(["a", "b", "b"], rows.GetColumn<string>("Label"));
        string[] expected = [_folder.File("a", "deep", "x.jpeg"), _folder.File("b", "10.jpg"), _folder.File("b", "2.PNG")];
        Assert.Equal(expected, rows.GetColumn<string>("ImagePath"));
        Assert.Equal(3, rows.GetRowCount());
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        string missing = Path.Combine(_folder.Path, "nowhere");
        Assert.Contains(missing, Assert.Throws<DirectoryNotFoundException>(() => _ml.Data.LoadImageFolder(missing)).Message);
    }

    [Fact]
    public void A_folder_without_class_folders_says_how_to_arrange_it()
    {
        File.WriteAllBytes(_folder.File("stray.png"), []);
        Assert.Contains("put the images of each class into a subfolder", Assert.Throws<InvalidDataException>(() => _ml.Data.LoadImageFolder(_folder.Path)).Message);
    }

    [Fact]
    public void Class_folders_without_images_are_reported()
    {
        File.WriteAllBytes(_folder.File("a", "notes.txt"), []);
        Assert.Contains("contain no images (.png", Assert.Throws<InvalidDataException>(() => _ml.Data.LoadImageFolder(_folder.Path)).Message);
    }
}
