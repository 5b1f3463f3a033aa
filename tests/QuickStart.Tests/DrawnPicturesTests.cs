namespace QuickStart.Tests;

public class DrawnPicturesTests
{
    [Fact]
    public void The_training_set_has_a_long_tail_with_classes_in_every_bucket()
    {
        int[] counts = [.. Enumerable.Range(0, PictureClass.All.Count).Select(DrawnPictures.TrainingCount)];
        Assert.Equal((DrawnPictures.MostTrainingPictures, DrawnPictures.FewestTrainingPictures), (counts[0], counts[^1]));
        Assert.Equal(counts.OrderDescending(), counts);
        Assert.Contains(counts, count => count > 100);
        Assert.Contains(counts, count => count is >= 20 and <= 100);
        Assert.Contains(counts, count => count < 20);
    }

    [Fact]
    public void The_same_seed_draws_the_same_pictures_and_another_seed_others()
    {
        using TemporaryFolder folder = new();
        byte[] first = Draw(1), again = Draw(1), other = Draw(2);
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);

        byte[] Draw(int seed)
        {
            string file = folder["picture.png"];
            new Painter(new Random(seed)).Draw(PictureClass.All[0], file);
            return File.ReadAllBytes(file);
        }
    }

    [Fact]
    public void Every_shape_and_fill_looks_different()
    {
        using TemporaryFolder folder = new();
        byte[][] pictures = [.. PictureClass.All.Select(of =>
        {
            new Painter(new Random(1)).Draw(of, folder["picture.png"]);
            return File.ReadAllBytes(folder["picture.png"]);
        })];
        Assert.Equal(pictures.Length, pictures.Select(Convert.ToHexString).Distinct().Count());
    }
}
