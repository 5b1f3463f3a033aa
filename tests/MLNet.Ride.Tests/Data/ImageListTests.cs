using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Data;

public sealed class ImageListTests : IDisposable
{
    private readonly MLContext _ml = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_line_is_a_path_with_or_without_blanks_and_a_number()
    {
        IDataView rows = Load("train/n01440764/1.JPEG 0\r\nval/a b  c.jpg\t 999 \n\nx.jpg 17");
        string[] expected = ["train/n01440764/1.JPEG", "val/a b  c.jpg", "x.jpg"];
        Assert.Equal(expected.Select(p => Path.Combine(_folder.Path, p)), rows.GetColumn<string>("ImagePath"));
        Assert.Equal([0u, 999u, 17u], rows.GetColumn<uint>("Label"));
        Assert.Equal(3, rows.GetRowCount());
    }

    [Theory]
    [InlineData("a.jpg 1\nb.jpg\n", "Line 2 of image list")]
    [InlineData("a.jpg cat\n", "is 'a.jpg cat', but must be a path, a space, and a class number")]
    [InlineData("a.jpg -1\n", "Line 1")]
    [InlineData("7\n", "Line 1")]
    [InlineData("\n \n", "is empty")]
    public void A_wrong_list_is_reported_with_its_name(string content, string expected)
    {
        string message = Assert.Throws<InvalidDataException>(() => Load(content)).Message;
        Assert.Contains(expected, message);
        Assert.Contains("list.txt", message);
    }

    [Fact]
    public void A_missing_list_or_folder_is_named()
    {
        string missing = Path.Combine(_folder.Path, "gone");
        Assert.Contains(missing, Assert.Throws<FileNotFoundException>(() => _ml.Data.LoadImageList(missing, _folder.Path)).Message);
        Assert.Contains(missing, Assert.Throws<DirectoryNotFoundException>(() => _ml.Data.LoadImageList(_folder.File("list.txt"), missing)).Message);
    }

    private IDataView Load(string content)
    {
        string file = _folder.File("list.txt");
        File.WriteAllText(file, content);
        return _ml.Data.LoadImageList(file, _folder.Path);
    }
}
