using QuickStart.Drawing;

namespace QuickStart.Tests.Drawing;

public class SampleImagesTests
{
    private static readonly int[] s_counts = [.. PictureClass.All.Select((_, place) => SampleImages.TrainingCount(place))];

    [Fact]
    public void The_training_set_is_long_tailed()
    {
        Assert.Equal(300, s_counts[0]);
        Assert.Equal(5, s_counts[^1]);
        Assert.Equal(s_counts.OrderDescending(), s_counts);
        Assert.Equal([7, 9, 8], [s_counts.Count(n => n > 100), s_counts.Count(n => n is >= 20 and <= 100), s_counts.Count(n => n < 20)]);
    }

    [Fact]
    public void Every_class_is_written_to_its_folder_and_drawn_again_alike()
    {
        using TemporaryFolder first = new(), second = new();
        SampleImages.Write(first.FullName, 3, CancellationToken.None);
        foreach ((PictureClass of, int place) in PictureClass.All.Select((of, place) => (of, place)))
        {
            Assert.Equal(s_counts[place], Directory.GetFiles(first["train", of.Name], "*.png").Length);
            Assert.Equal(SampleImages.TestImages, Directory.GetFiles(first["test", of.Name], "*.png").Length);
        }

        SampleImages.Write(second.FullName, 3, CancellationToken.None);
        string[] files = Directory.GetFiles(first.FullName, "*.png", SearchOption.AllDirectories);
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(second[Path.GetRelativePath(first.FullName, file)])));
    }

    [Fact]
    public void A_folder_with_other_classes_is_left_alone()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["train", "my-cats"]);
        var error = Assert.Throws<UserError>(() => SampleImages.Write(folder.FullName, 1, CancellationToken.None));
        Assert.Contains("my-cats", error.Message);
        Assert.Single(Directory.GetDirectories(folder["train"]));
    }

    [Fact]
    public void Drawing_can_be_cancelled()
    {
        using TemporaryFolder folder = new();
        Assert.Throws<OperationCanceledException>(() => SampleImages.Write(folder.FullName, 1, new CancellationToken(canceled: true)));
    }
}
