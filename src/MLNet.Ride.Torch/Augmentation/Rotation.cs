namespace MLNet.Ride.Torch.Augmentation;

/// <summary>
/// Nearest-neighbour rotation of a square image about its centre: where a pixel of the result comes from.
/// The arithmetic is that of PIL's <c>Image.rotate(degrees)</c> (matrix entries rounded to 15 digits, 16.16 fixed point), so that the
/// pixels are the same as in the published recipe.
/// </summary>
internal readonly struct Rotation
{
    private const int FractionBits = 16;

    private readonly int _xByX;
    private readonly int _xByY;
    private readonly int _x0;
    private readonly int _yByX;
    private readonly int _yByY;
    private readonly int _y0;

    public Rotation(double degrees, int size)
    {
        double radians = -degrees * (Math.PI / 180);
        double cos = Math.Round(Math.Cos(radians), 15);
        double sin = Math.Round(Math.Sin(radians), 15);
        double centre = size / 2.0;
        double x0 = (cos * -centre) + (sin * -centre) + centre;
        double y0 = (-sin * -centre) + (cos * -centre) + centre;
        _xByX = Fixed(cos);
        _xByY = Fixed(sin);
        _x0 = Fixed(x0 + (cos * 0.5) + (sin * 0.5));
        _yByX = Fixed(-sin);
        _yByY = Fixed(cos);
        _y0 = Fixed(y0 + (-sin * 0.5) + (cos * 0.5));
    }

    /// <summary>Column and row of the source of the result's pixel (x, y); outside of the image, they may be negative or too large.</summary>
    public (int X, int Y) Source(int x, int y)
        => ((_x0 + (x * _xByX) + (y * _xByY)) >> FractionBits, (_y0 + (x * _yByX) + (y * _yByY)) >> FractionBits);

    private static int Fixed(double value) => (int)Math.Floor((value * (1 << FractionBits)) + 0.5);
}
