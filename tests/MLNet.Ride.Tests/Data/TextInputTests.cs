using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Data;

/// <summary>Encodings, labels, and paths as people have them.</summary>
public sealed class TextInputTests : IDisposable
{
    private readonly MLContext _ml = new();
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _warnings;

    public TextInputTests() => _warnings = LoggedWarnings.Of(_ml);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Labels_that_people_take_for_one_are_one()
    {
        IDataView rows = _ml.Data.LoadImageManifest(CaseFiles.Path("labels-that-people-take-for-one.csv"));
        Assert.Equal([("Cat", 3), ("caf\u00e9", 6), ("cat", 9)], rows.GetColumn<string>("Label").GroupBy(l => l).Select(g => (g.Key, g.Count())).OrderBy(c => c.Key, StringComparer.Ordinal));
        Assert.Contains("'Cat' (3 images) and 'cat' (9 images)", Assert.Single(_warnings));
    }

    [Fact]
    public void Text_that_is_not_UTF_8_is_an_error_with_the_line()
    {
        Assert.Contains("Line 2 of", Assert.Throws<InvalidDataException>(() => _ml.Data.LoadImageManifest(CaseFiles.Path("windows-1252.csv"))).Message);
        File.WriteAllBytes(_folder.File("list.txt"), [.. "a.png 0\n\nB"u8, 0xE4, .. "r.png 1\n"u8]);
        Assert.Contains("Line 3 of", Assert.Throws<InvalidDataException>(() => _ml.Data.LoadImageList(_folder.File("list.txt"), _folder.Path)).Message);
        File.WriteAllBytes(_folder.File("test.bin"), new byte[3073]);
        File.WriteAllBytes(_folder.File("names.txt"), [.. "B"u8, 0xE4, .. "r"u8]);
        string message = Assert.Throws<InvalidDataException>(() => _ml.Data.LoadCifarBinary(_folder.File("test.bin"), classNamesFile: _folder.File("names.txt"))).Message;
        Assert.Contains($"Line 1 of '{_folder.File("names.txt")}' is not UTF-8", message);
    }

    [Fact]
    public void A_byte_order_mark_tells_another_encoding()
    {
        File.WriteAllText(_folder.File("images.csv"), "ImagePath,Label\na.png,B\u00e4r\n", Encoding.Unicode);
        Assert.Equal(["B\u00e4r"], _ml.Data.LoadImageManifest(_folder.File("images.csv")).GetColumn<string>("Label"));
    }

    [Fact]
    public void Backslashes_are_read_as_slashes_if_that_leads_to_a_file()
    {
        File.Copy(CaseFiles.Path("backslashes.csv"), _folder.File("images.csv"));
        File.WriteAllText(_folder.File("list.txt"), "colours\\train\\red\\0.png 0\n");
        File.WriteAllBytes(_folder.File("colours", "train", "red", "0.png"), []);
        string[] paths = [.. _ml.Data.LoadImageManifest(_folder.File("images.csv")).GetColumn<string>("ImagePath")];
        Assert.True(File.Exists(paths[0]));
        Assert.Equal(_folder.File("colours", "train", "red", "0.png"), Path.GetFullPath(paths[0]));
        Assert.EndsWith(@"red\1.png", paths[1]);
        Assert.True(File.Exists(_ml.Data.LoadImageList(_folder.File("list.txt"), _folder.Path).GetColumn<string>("ImagePath").Single()));
    }

    [Theory]
    [InlineData("\n \n,,\nImagePath,Label,Split\n,,\na.png,x,test\n")]
    [InlineData("\r\n\t\t\r\nsplit\tImagePath\tLabel\r\nTEST\ta.png\tx\r\n")]
    public void The_header_follows_lines_without_text(string content)
    {
        File.WriteAllText(_folder.File("images.csv"), content);
        Assert.Equal(["test"], _ml.Data.LoadImageManifest(_folder.File("images.csv")).GetColumn<string>("Split"));
    }

    [Fact]
    public void A_column_that_is_there_twice_is_refused()
    {
        File.WriteAllText(_folder.File("images.csv"), "ImagePath,Label,Split,split\na.png,x,train,test\n");
        Assert.Contains("has the column Split twice", Assert.Throws<InvalidDataException>(() => _ml.Data.LoadImageManifest(_folder.File("images.csv"))).Message);
    }
}
