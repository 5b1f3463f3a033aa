using SkiaSharp;

namespace QuickStart;

/// <summary>
/// Draws pictures of a class: one figure with the shape and fill of the class, its place, size, pose and colors random, on a random background with
/// smaller figures around it, and noise.
/// </summary>
internal sealed class Painter(Random random)
{
    public const int PictureSize = 32;

    public void Draw(PictureClass of, string file)
    {
        using var picture = new SKBitmap(PictureSize, PictureSize, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(picture);
        SKColor ground = RandomColor();
        canvas.Clear(ground);
        for (int i = random.Next(1, 3); i > 0; i--)
        {
            Paint(canvas, (Shape)random.Next(Enum.GetValues<Shape>().Length), Between(0, PictureSize), Between(0, PictureSize), Between(2, 4), Between(0, 360), RandomColor());
        }

        SKColor body = RandomColor();
        while (Contrast(body, ground) < 90)
        {
            body = RandomColor();
        }

        using SKShader? stripes = of.Fill == Fill.Striped ? Stripes(body, Brightness(body) > 128 ? SKColors.Black : SKColors.White) : null;
        Paint(canvas, of.Shape, Between(12, 20), Between(12, 20), Between(9, 13), Between(-25, 25), body, stripes);
        AddNoise(picture, Between(5, 30));
        using SKData png = picture.Encode(SKEncodedImageFormat.Png, 100);
        using FileStream stream = File.Create(file);
        png.SaveTo(stream);
    }

    private static void Paint(SKCanvas canvas, Shape shape, float x, float y, float radius, float degrees, SKColor color, SKShader? fill = null)
    {
        using SKPath outline = Outline(shape);
        using var paint = new SKPaint { Color = color, Shader = fill, IsAntialias = true };
        outline.Transform(SKMatrix.CreateTranslation(x, y).PreConcat(SKMatrix.CreateRotationDegrees(degrees)).PreConcat(SKMatrix.CreateScale(radius, radius)));
        canvas.DrawPath(outline, paint);
    }

    /// <summary>The shape's outline, about as large as the unit disc.</summary>
    private static SKPath Outline(Shape shape)
    {
        var path = new SKPath { FillType = SKPathFillType.EvenOdd };
        switch (shape)
        {
            case Shape.Disc:
                path.AddCircle(0, 0, 0.85f);
                break;
            case Shape.Ring:
                path.AddCircle(0, 0, 0.92f);
                path.AddCircle(0, 0, 0.45f);
                break;
            case Shape.Square:
                path.AddRect(new(-0.75f, -0.75f, 0.75f, 0.75f));
                break;
            case Shape.Triangle:
                path.AddPoly(Corners(3, 1));
                break;
            case Shape.Star:
                path.AddPoly(Corners(5, 1, 0.42f));
                break;
            case Shape.Cross:
                path.AddPoly(SKPath.ParseSvgPathData("M-.3-.9H.3V-.3H.9V.3H.3V.9H-.3V.3H-.9V-.3H-.3Z").Points);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(shape), shape, "Not a shape.");
        }

        return path;
    }

    private static SKPoint[] Corners(int count, params float[] radii)
        => [.. Enumerable.Range(0, count * radii.Length).Select(i =>
        {
            (float sine, float cosine) = MathF.SinCos(MathF.Tau * i / (count * radii.Length));
            float radius = radii[i % radii.Length];
            return new SKPoint(radius * sine, -radius * cosine);
        })];

    private SKShader Stripes(SKColor body, SKColor ink)
    {
        (float sine, float cosine) = MathF.SinCos(Between(0, MathF.PI));
        float period = Between(4, 6);
        return SKShader.CreateLinearGradient(new(0, 0), new(period * cosine, period * sine), [body, body, ink, ink], [0, 0.5f, 0.5f, 1], SKShaderTileMode.Repeat);
    }

    private void AddNoise(SKBitmap picture, float strength)
        => picture.Pixels = [.. picture.Pixels.Select(color =>
        {
            float change = strength * (Between(0, 1) + Between(0, 1) - 1);
            return new SKColor(Shift(color.Red), Shift(color.Green), Shift(color.Blue));

            byte Shift(byte value) => (byte)Math.Clamp(value + change, 0, 255);
        })];

    private SKColor RandomColor() => SKColor.FromHsv(Between(0, 360), Between(20, 90), Between(30, 100));

    private float Between(float least, float most) => least + ((most - least) * random.NextSingle());

    private static int Brightness(SKColor color) => ((3 * color.Red) + (6 * color.Green) + color.Blue) / 10;

    private static int Contrast(SKColor a, SKColor b) => (Math.Abs(a.Red - b.Red) + Math.Abs(a.Green - b.Green) + Math.Abs(a.Blue - b.Blue)) / 3;
}
