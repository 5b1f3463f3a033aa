namespace QuickStart.Drawing;

/// <summary>A square picture to which figures are added, one over the other.</summary>
internal sealed class Canvas(int size)
{
    private readonly Colour[] _pixels = new Colour[size * size];

    public int Size => size;

    /// <summary>Paints every pixel with the colour at its place, x and y from 0 to the size.</summary>
    public void Fill(Func<double, double, Colour> colour)
        => Change((x, y, _) => colour(x, y));

    /// <summary>Paints a figure; its edges are smoothed over a pixel.</summary>
    public void Paint(Figure figure)
        => Change((x, y, under) => figure.Coverage(x, y) is > 0 and var coverage ? under.Mix(figure.ColourAt(x, y), coverage) : under);

    public void AddNoise(Random random, double strength)
        => Change((_, _, under) => under.Brighten(strength * (random.NextDouble() + random.NextDouble() - 1)));

    /// <summary>The picture as red, green, blue and alpha bytes, row after row.</summary>
    public byte[] ToRgba()
    {
        var bytes = new byte[4 * _pixels.Length];
        for (int i = 0; i < _pixels.Length; i++)
        {
            (double red, double green, double blue) = _pixels[i];
            bytes[4 * i] = Byte(red);
            bytes[(4 * i) + 1] = Byte(green);
            bytes[(4 * i) + 2] = Byte(blue);
            bytes[(4 * i) + 3] = byte.MaxValue;
        }

        return bytes;
    }

    private static byte Byte(double value) => (byte)Math.Round(255 * Math.Clamp(value, 0, 1));

    private void Change(Func<double, double, Colour, Colour> change)
    {
        for (int y = 0, i = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++, i++)
            {
                _pixels[i] = change(x + 0.5, y + 0.5, _pixels[i]);
            }
        }
    }
}
