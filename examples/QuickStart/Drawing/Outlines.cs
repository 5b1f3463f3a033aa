using static System.Math;

namespace QuickStart.Drawing;

/// <summary>Signed distances to the outlines of the shapes, each about as large as the unit disc: below 0 inside, above 0 outside.</summary>
internal static class Outlines
{
    public static double Distance(Shape shape, double x, double y) => shape switch
    {
        Shape.Disc => Disc(x, y, 0.85),
        Shape.Ring => Abs(Disc(x, y, 0.68)) - 0.24,
        Shape.Square => Box(x, y, 0.72, 0.72),
        Shape.Triangle => Polygon(x, y, 3, 0.52),
        Shape.Star => Star(x, y),
        Shape.Cross => Min(Box(x, y, 0.92, 0.3), Box(x, y, 0.3, 0.92)),
        Shape.Crescent => Max(Disc(x, y, 0.92), -Disc(x - 0.42, y, 0.68)),
        Shape.Heart => Heart(x, y),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "Not a shape."),
    };

    private static double Disc(double x, double y, double radius) => Sqrt((x * x) + (y * y)) - radius;

    private static double Box(double x, double y, double halfWidth, double halfHeight) => Max(Abs(x) - halfWidth, Abs(y) - halfHeight);

    private static double Polygon(double x, double y, int sides, double apothem)
        => (Sqrt((x * x) + (y * y)) * Cos(AngleFromSpoke(x, y, sides))) - apothem;

    private static double Star(double x, double y)
    {
        const double tip = 1, notch = 0.45;
        double radius = Sqrt((x * x) + (y * y)), angle = Abs(AngleFromSpoke(x, y, 5));
        double notchX = notch * Cos(PI / 5), notchY = notch * Sin(PI / 5);
        double length = Sqrt(((tip - notchX) * (tip - notchX)) + (notchY * notchY));
        return ((((radius * Cos(angle)) - tip) * notchY) + (radius * Sin(angle) * (tip - notchX))) / length;
    }

    private static double Heart(double x, double y)
    {
        double half = Abs(x);
        double diamond = (half + Abs(y - 0.1) - 0.85) / Sqrt(2);
        return Min(diamond, Disc(half - 0.43, y + 0.33, 0.6));
    }

    /// <summary>Angle between a point and the nearest of equally spaced spokes, the first of which points up.</summary>
    private static double AngleFromSpoke(double x, double y, int spokes)
    {
        double sector = 2 * PI / spokes;
        return Abs(IEEERemainder(Atan2(x, -y), sector));
    }
}
