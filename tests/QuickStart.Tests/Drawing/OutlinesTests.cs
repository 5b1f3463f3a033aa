using QuickStart.Drawing;

namespace QuickStart.Tests.Drawing;

public class OutlinesTests
{
    private const int Grid = 64;

    [Fact]
    public void Every_shape_fills_a_fair_part_of_the_unit_square()
    {
        foreach (Shape shape in Enum.GetValues<Shape>())
        {
            Assert.InRange(Inside(shape).Count(inside => inside) / (double)(Grid * Grid), 0.15, 0.75);
        }
    }

    [Fact]
    public void No_shape_reaches_far_beyond_the_unit_disc()
    {
        foreach (Shape shape in Enum.GetValues<Shape>())
        {
            for (double angle = 0; angle < 2 * Math.PI; angle += 0.01)
            {
                Assert.True(Outlines.Distance(shape, 1.2 * Math.Cos(angle), 1.2 * Math.Sin(angle)) > 0, $"{shape} at {angle:0.00}");
            }
        }
    }

    [Fact]
    public void No_two_shapes_cover_the_same_places()
    {
        bool[][] shapes = [.. Enum.GetValues<Shape>().Select(Inside)];
        for (int a = 0; a < shapes.Length; a++)
        {
            for (int b = 0; b < a; b++)
            {
                double both = shapes[a].Zip(shapes[b]).Count(p => p.First && p.Second), either = shapes[a].Zip(shapes[b]).Count(p => p.First || p.Second);
                Assert.True(both / either < 0.85, $"{(Shape)a} and {(Shape)b} share {both / either:P0} of their places");
            }
        }
    }

    private static bool[] Inside(Shape shape)
        => [.. from y in Enumerable.Range(0, Grid) from x in Enumerable.Range(0, Grid) select Outlines.Distance(shape, Place(x), Place(y)) < 0];

    private static double Place(int index) => (2 * (index + 0.5) / Grid) - 1;
}
