namespace QuickStart;

/// <summary>A class of drawn pictures: a shape with a fill, such as a striped star.</summary>
internal sealed record PictureClass(Shape Shape, Fill Fill)
{
    public string Name => $"{Fill}-{Shape}".ToLowerInvariant();

    /// <summary>All classes from the most frequent to the rarest, the same in every run; neighbors look different.</summary>
    public static IReadOnlyList<PictureClass> All { get; } = Shuffle();

    private static PictureClass[] Shuffle()
    {
        PictureClass[] classes = [.. from shape in Enum.GetValues<Shape>() from fill in Enum.GetValues<Fill>() select new PictureClass(shape, fill)];
        new Random(1).Shuffle(classes);
        return classes;
    }
}

internal enum Shape
{
    Disc,
    Ring,
    Square,
    Triangle,
    Star,
    Cross,
}

internal enum Fill
{
    Plain,
    Striped,
}
