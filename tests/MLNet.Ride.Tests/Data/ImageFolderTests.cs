using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Data;
using MLNet.Ride.Data.Folders;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Data;

public sealed class ImageFolderTests : IDisposable
{
    private readonly MLContext _ml = new();
    private readonly List<string> _warnings;
    private readonly TemporaryFolder _folder = new();

    public ImageFolderTests() => _warnings = LoggedWarnings.Of(_ml);

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
        Assert.Contains("contain no images that can be decoded (PNG, JPEG", Error());
    }

    [Fact]
    public void Hidden_files_and_folders_are_skipped_at_every_depth()
    {
        foreach (string file in new[]
        {
            "cat/0.png", "cat/.ipynb_checkpoints/0-checkpoint.png", "cat/young/@eaDir/0.png", "cat/young/1.png", "cat/young/._1.png",
            "dog/0.png", "dog/.thumbnails/0.png", "dog/$RECYCLE.BIN/0.png", "__MACOSX/0.png", "@eaDir/0.png", ".trash/0.png",
        })
        {
            File.WriteAllBytes(_folder.File(file.Split('/')), []);
        }

        Assert.Equal(["cat/0.png", "cat/young/1.png", "dog/0.png"], Paths());
    }

    [Theory]
    [InlineData("a.jfif")]
    [InlineData("a.JPE")]
    [InlineData("a.jpeg")]
    [InlineData("a")]
    [InlineData("a.dat")]
    [InlineData("a.jpg_large")]
    public void An_image_is_told_by_its_ending_or_its_content(string name)
    {
        File.Copy(CaseFiles.Image("green.jfif"), _folder.File("green", name));
        Assert.Equal(["green/" + name], Paths());
    }

    [Fact]
    public void Images_that_cannot_be_decoded_are_named_with_format_and_count()
    {
        DrawnImages.Save(_folder.File("red", "0.png"), 0, 0);
        File.Copy(CaseFiles.Image("green.tif"), _folder.File("red", "1.tif"));
        File.Copy(CaseFiles.Image("green.tif"), _folder.File("green", "0.tif"));
        File.Copy(CaseFiles.Image("green.tif"), _folder.File("green", "1.dat"));
        File.WriteAllText(_folder.File("green", "2.heic"), "\0\0\0\u0018ftypheic\0\0\0\0mif1heic");
        File.WriteAllText(_folder.File("red", "page.html"), "<!DOCTYPE html>");
        File.WriteAllText(_folder.File("red", "BMW.txt"), "BMW is the name of a maker of cars.");

        Assert.Equal(["red/0.png"], Paths());

        string green = Path.Combine(_folder.Path, "green"), red = Path.Combine(_folder.Path, "red");
        Assert.Equal(
            [
                $"Skipped 3 TIFF images in '{green}' (2), '{red}' (1): convert them to PNG or JPEG.",
                $"Skipped 1 HEIC image in '{green}' (1): convert it to PNG or JPEG.",
                $"Ignored 1 class folder without images: '{green}'.",
            ],
            _warnings);
    }

    [Fact]
    public void Folders_with_nothing_but_images_that_cannot_be_decoded_are_an_error_that_names_them()
    {
        File.Copy(CaseFiles.Image("green.tif"), _folder.File("a", "0.tif"));
        File.Copy(CaseFiles.Image("green.tif"), _folder.File("b", "1.tif"));
        Assert.Contains("They contain 2 TIFF images: convert them to PNG or JPEG", Error());
    }

    [Fact]
    public void An_unreadable_folder_is_an_error_that_names_it()
    {
        string closed = Path.GetDirectoryName(_folder.File("cat", "young", "0.png"))!;
        File.WriteAllBytes(_folder.File("cat", "0.png"), []);
        var tree = new FolderTree(_warnings.Add, folder => folder == closed ? throw new UnauthorizedAccessException("Access denied.") : new DirectoryInfo(folder).GetFileSystemInfos());
        Assert.Contains($"'{closed}' cannot be read", Assert.Throws<IOException>(() => ImageFolder.List(tree, _folder.Path)).Message);
    }

    [UnixFact]
    public void A_link_to_a_folder_around_it_is_reported_and_not_followed()
    {
        File.WriteAllBytes(_folder.File("cat", "0.png"), []);
        File.WriteAllBytes(_folder.File("dog", "0.png"), []);
        Directory.CreateSymbolicLink(_folder.File("cat", "up"), "..");
        Directory.CreateSymbolicLink(_folder.File("all"), ".");

        Assert.Equal(["cat/0.png", "dog/0.png"], Paths());

        Assert.Equal(2, _warnings.Count);
        Assert.All(["cat/up", "all"], link => Assert.Contains(_warnings, w => w.StartsWith($"Ignored the link '{Path.Combine(_folder.Path, link)}': it leads to", StringComparison.Ordinal)));
    }

    [UnixFact]
    public void Folders_that_link_to_each_other_end()
    {
        File.WriteAllBytes(_folder.File("cat", "0.png"), []);
        File.WriteAllBytes(_folder.File("dog", "0.png"), []);
        Directory.CreateSymbolicLink(_folder.File("cat", "friend"), "../dog");
        Directory.CreateSymbolicLink(_folder.File("dog", "friend"), "../cat");

        Assert.Equal(["cat/0.png", "dog/0.png"], Paths());

        Assert.Contains("2 images of other classes that links lead to", Assert.Single(_warnings));
    }

    [UnixFact]
    public void A_file_that_cannot_be_opened_is_reported()
    {
        File.WriteAllBytes(_folder.File("cat", "0.png"), []);
        File.CreateSymbolicLink(_folder.File("cat", "circle"), "circle");

        Assert.Equal(["cat/0.png"], Paths());

        Assert.Equal($"Skipped 1 file that cannot be opened: '{_folder.File("cat", "circle")}'.", Assert.Single(_warnings));
    }

    [UnixFact]
    public void A_file_that_links_lead_to_is_listed_once()
    {
        File.WriteAllBytes(_folder.File("images", "cat", "1.png"), []);
        File.WriteAllBytes(_folder.File("elsewhere", "2.png"), []);
        File.CreateSymbolicLink(_folder.File("images", "cat", "0.png"), "1.png");
        Directory.CreateSymbolicLink(_folder.File("images", "cat", "more"), "../../elsewhere");
        Directory.CreateSymbolicLink(_folder.File("images", "cat", "again"), "../../elsewhere");
        Directory.CreateSymbolicLink(_folder.File("images", "dog"), "../elsewhere");
        string images = _folder.File("images");

        string[] paths = [.. _ml.Data.LoadImageFolder(images).GetColumn<string>("ImagePath").Select(p => Path.GetRelativePath(images, p))];

        Assert.Equal(["cat/1.png", "cat/again/2.png"], paths);
    }

    [Fact]
    public void Labels_are_trimmed_and_normalized_and_differences_of_case_are_reported()
    {
        foreach (string folder in new[] { "caf\u00e9", "cafe\u0301", " cat", "CAT" })
        {
            File.WriteAllBytes(_folder.File(folder, "0.png"), []);
        }

        Assert.Equal(["CAT", "caf\u00e9", "caf\u00e9", "cat"], _ml.Data.LoadImageFolder(_folder.Path).GetColumn<string>("Label").Order(StringComparer.Ordinal));

        Assert.Contains("'CAT' (1 images) and 'cat' (1 images)", Assert.Single(_warnings));
    }

    [Fact]
    public void Folders_of_parts_are_no_classes()
    {
        File.WriteAllBytes(_folder.File("Training", "cat", "0.png"), []);
        File.WriteAllBytes(_folder.File("VALID", "cat", "0.png"), []);
        Assert.Contains("'Training', 'VALID' in", Error());
        Assert.Contains("LoadImageSets", Error());
    }

    [Theory]
    [InlineData("photos/train/cat/0.png", "photos/test/cat/0.png", "photos")]
    [InlineData("cat/train/0.png", "cat/test/1.png", "cat")]
    public void Parts_within_a_class_folder_are_refused(string first, string second, string folder)
    {
        File.WriteAllBytes(_folder.File(first.Split('/')), []);
        File.WriteAllBytes(_folder.File(second.Split('/')), []);
        Assert.Contains($"'{Path.Combine(_folder.Path, folder)}' contains the parts 'test' and 'train'", Error());
    }

    [Fact]
    public void A_class_may_be_named_like_a_part()
    {
        File.WriteAllBytes(_folder.File("train", "0.png"), []);
        File.WriteAllBytes(_folder.File("bus", "0.png"), []);
        Assert.Equal(["bus/0.png", "train/0.png"], Paths());
    }

    private string[] Paths() => [.. _ml.Data.LoadImageFolder(_folder.Path).GetColumn<string>("ImagePath").Select(p => Path.GetRelativePath(_folder.Path, p).Replace('\\', '/'))];

    private string Error() => Assert.Throws<InvalidDataException>(() => _ml.Data.LoadImageFolder(_folder.Path)).Message;
}
