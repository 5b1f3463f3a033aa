namespace QuickStart.Drawing;

/// <summary>A shape with its fill, at a place of the picture; lengths in pixels, angles in radians.</summary>
internal sealed record Figure(Shape Shape, Pattern Pattern)
{
    public required double X { get; init; }

    public required double Y { get; init; }

    public required double Radius { get; init; }

    public required double Angle { get; init; }

    /// <summary>Width over height.</summary>
    public double Aspect { get; init; } = 1;

    public required Colour Body { get; init; }

    /// <summary>Colour of the stripes or dots.</summary>
    public required Colour Ink { get; init; }

    /// <summary>Direction of the stripes or the grid of dots.</summary>
    public double Grain { get; init; }

    /// <summary>Distance from stripe to stripe or dot to dot.</summary>
    public double Period { get; init; } = 5;

    /// <summary>Share of the pixel at a place that the figure covers, 0 to 1.</summary>
    public double Coverage(double x, double y)
    {
        (double u, double v) = Turn(x - X, y - Y, -Angle);
        double distance = Radius * Outlines.Distance(Shape, u / (Radius * Aspect), v * Aspect / Radius);
        return Math.Clamp(0.5 - distance, 0, 1);
    }

    public Colour ColourAt(double x, double y)
    {
        (double u, double v) = Turn(x - X, y - Y, Grain);
        double across = Math.Cos(2 * Math.PI * u / Period), along = Math.Cos(2 * Math.PI * v / Period);
        return Pattern switch
        {
            Pattern.Striped => Body.Mix(Ink, Step(across)),
            Pattern.Dotted => Body.Mix(Ink, Step(across + along - 0.6)),
            _ => Body,
        };
    }

    private static double Step(double wave) => Math.Clamp(0.5 + (1.5 * wave), 0, 1);

    private static (double X, double Y) Turn(double x, double y, double angle)
    {
        (double sine, double cosine) = Math.SinCos(angle);
        return ((x * cosine) - (y * sine), (x * sine) + (y * cosine));
    }
}
