namespace QuickStart.Drawing;

/// <summary>A class of pictures: a shape with a fill, such as a striped star.</summary>
internal sealed record PictureClass(Shape Shape, Pattern Pattern)
{
    public string Name => $"{Pattern}-{Shape}".ToLowerInvariant();

    /// <summary>All classes in the order of their frequency, the same in every run; neighbours in it look different.</summary>
    public static IReadOnlyList<PictureClass> All { get; } = Shuffle();

    private static PictureClass[] Shuffle()
    {
        PictureClass[] classes = [.. from shape in Enum.GetValues<Shape>() from pattern in Enum.GetValues<Pattern>() select new PictureClass(shape, pattern)];
        new Random(1).Shuffle(classes);
        return classes;
    }
}
