
namespace MLNet.Ride.Torch.Imaging;

/// <summary>
/// Maps a pixel of a transformed image to its source pixel, without interpolation: x' = a·x + b·y + c, y' = d·x + e·y + f, for pixel
/// centers. The arithmetic is that of PIL's <c>Image.transform(size, AFFINE, (a, b, c, d, e, f))</c> (16.16 fixed point), so that the
/// pixels equal those of the published recipes.
/// </summary>
internal readonly struct InverseMap
{
    private const int FractionBits = 16;

    private readonly int _xByX;
    private readonly int _xByY;
    private readonly int _x0;
    private readonly int _yByX;
    private readonly int _yByY;
    private readonly int _y0;

    public InverseMap(double a, double b, double c, double d, double e, double f)
    {
        _xByX = Fixed(a);
        _xByY = Fixed(b);
        _x0 = Fixed(c + (a * 0.5) + (b * 0.5));
        _yByX = Fixed(d);
        _yByY = Fixed(e);
        _y0 = Fixed(f + (d * 0.5) + (e * 0.5));
    }

    /// <summary>
    /// Counter-clockwise rotation about the image's center, like PIL's <c>Image.rotate(degrees)</c>, which rounds the entries to 15 digits.
    /// </summary>
    public static InverseMap Rotation(double degrees, int size)
    {
        double radians = -degrees * (Math.PI / 180);
        double cos = Math.Round(Math.Cos(radians), 15);
        double sin = Math.Round(Math.Sin(radians), 15);
        double center = size / 2.0;
        return new(cos, sin, (cos * -center) + (sin * -center) + center, -sin, cos, (-sin * -center) + (cos * -center) + center);
    }

    /// <summary>Column and row of the source of the result's pixel (x, y); outside the image, they may be negative or too large.</summary>
    public (int X, int Y) Source(int x, int y)
        => ((_x0 + (x * _xByX) + (y * _xByY)) >> FractionBits, (_y0 + (x * _yByX) + (y * _yByY)) >> FractionBits);

    private static int Fixed(double value) => (int)Math.Floor((value * (1 << FractionBits)) + 0.5);
}
