using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tool.Data;

namespace MLNet.Ride.Tool.Tests;

/// <summary>Every form of images that the tool reads.</summary>
public sealed class ImageDataTests : IDisposable
{
    private const int CifarPixels = 3 * 32 * 32;

    private readonly MLContext _ml = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("train", "train.bin", 2, "fine_label_names.txt", "apple\nbear\n")]
    [InlineData("train", "data_batch_1.bin", 1, "batches.meta.txt", "airplane\ncar\n")]
    [InlineData("test", "test_batch.bin", 1, "batches.meta.txt", "airplane\ncar\n")]
    public void Cifar_binaries_with_their_class_names(string split, string file, int labelBytes, string namesFile, string names)
    {
        File.WriteAllBytes(_folder.File(file), [.. Enumerable.Repeat(new byte[labelBytes + CifarPixels], 3).SelectMany(r => r)]);
        File.WriteAllText(_folder.File(namesFile), names);
        ImageData images = ImageData.Open(_ml, new DirectoryInfo(_folder.Path), split, null);
        Assert.False(images.AreFiles);
        Assert.Equal(Enumerable.Repeat(names.Split('\n')[0], 3), images.View.GetColumn<string>("Label"));
    }

    [Theory]
    [InlineData("ImagePath,Label,Split\na.png,x,train\nb.png,y,train\nc.png,x,test\n", 1)]
    [InlineData("ImagePath,Label\na.png,x\nb.png,y\nc.png,x\n", 3)]
    public void A_manifest_with_splits_and_without(string text, int tested)
    {
        File.WriteAllText(_folder.File("images.csv"), text);
        ImageData images = ImageData.Open(_ml, new FileInfo(_folder.File("images.csv")), "test", null);
        Assert.True(images.AreFiles);
        Assert.Equal(tested, images.View.GetColumn<string>("Label").Count());
    }

    [Fact]
    public void A_list_with_images_next_to_it_or_elsewhere()
    {
        File.WriteAllText(_folder.File("list.txt"), "x/a.png 0\ny/b.png 1\n");
        Assert.Equal(Path.Combine(_folder.Path, "x/a.png"), First(null));
        DirectoryInfo elsewhere = Directory.CreateDirectory(Path.Combine(_folder.Path, "elsewhere"));
        Assert.Equal(Path.Combine(elsewhere.FullName, "x/a.png"), First(elsewhere));

        string First(DirectoryInfo? imageFolder)
            => ImageData.Open(_ml, new FileInfo(_folder.File("list.txt")), "train", imageFolder).View.GetColumn<string>("ImagePath").First();
    }

    [Theory]
    [InlineData("train", "a", 1)]
    [InlineData("test", "b", 2)]
    public void A_folder_with_splits(string split, string name, int count)
    {
        File.WriteAllBytes(_folder.File("train", "a", "1.png"), []);
        File.WriteAllBytes(_folder.File("test", "b", "1.png"), []);
        File.WriteAllBytes(_folder.File("test", "b", "2.png"), []);
        Assert.Equal(Enumerable.Repeat(name, count), ImageData.Open(_ml, new DirectoryInfo(_folder.Path), split, null).View.GetColumn<string>("Label"));
    }

    [Theory]
    [InlineData("train")]
    [InlineData("test")]
    public void Classes_named_like_splits(string split)
    {
        File.WriteAllBytes(_folder.File("train", "1.png"), []);
        File.WriteAllBytes(_folder.File("bus", "1.png"), []);
        ImageData images = ImageData.Open(_ml, new DirectoryInfo(_folder.Path), split, null);
        Assert.False(images.AreSplit);
        Assert.Equal(["bus", "train"], images.View.GetColumn<string>("Label"));
    }

    [Fact]
    public void A_missing_split_is_named()
    {
        File.WriteAllBytes(_folder.File("train", "a", "1.png"), []);
        Assert.Contains($"no '{Path.Combine(_folder.Path, "test")}'", Assert.Throws<UserError>(() => ImageData.Open(_ml, new DirectoryInfo(_folder.Path), "test", null)).Message);
    }

    [Fact]
    public void Unsupported_data_is_refused()
    {
        Assert.Contains("contains no class folders", Assert.Throws<UserError>(() => ImageData.Open(_ml, new DirectoryInfo(_folder.Path), "train", null)).Message);
        File.WriteAllText(_folder.File("images.xls"), "");
        Assert.Contains("unsupported extension, '.xls'", Assert.Throws<UserError>(() => ImageData.Open(_ml, new FileInfo(_folder.File("images.xls")), "train", null)).Message);
    }
}
