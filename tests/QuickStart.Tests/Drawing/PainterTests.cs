using QuickStart.Drawing;

namespace QuickStart.Tests.Drawing;

public class PainterTests
{
    [Fact]
    public void There_are_24_classes_with_names_of_their_own()
        => Assert.Equal(24, PictureClass.All.Select(c => c.Name).Distinct().Count());

    [Fact]
    public void The_same_seed_draws_the_same_picture_and_another_seed_another_one()
    {
        byte[] picture = new Painter(new Random(5)).Draw(PictureClass.All[0]);
        Assert.Equal(picture, new Painter(new Random(5)).Draw(PictureClass.All[0]));
        Assert.NotEqual(picture, new Painter(new Random(6)).Draw(PictureClass.All[0]));
        Assert.Equal(4 * Painter.PictureSize * Painter.PictureSize, picture.Length);
    }

    [Fact]
    public void No_two_classes_look_the_same()
    {
        byte[][] pictures = [.. PictureClass.All.Select(of => new Painter(new Random(5)).Draw(of))];
        for (int a = 0; a < pictures.Length; a++)
        {
            for (int b = 0; b < a; b++)
            {
                int differing = pictures[a].Zip(pictures[b]).Count(p => Math.Abs(p.First - p.Second) > 10);
                Assert.True(differing > 50, $"{PictureClass.All[a].Name} and {PictureClass.All[b].Name} differ in {differing} values only");
            }
        }
    }
}
