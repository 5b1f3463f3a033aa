using SkiaSharp;

namespace Input;

/// <summary>JPEG files of drawn photos: soft shapes of all sizes with some grain, which compress about as photos do.</summary>
internal static class DrawnPhotos
{
    private const int Quality = 90;
    private const int Shapes = 200;
    private const int Grain = 20;

    public static byte[] Draw(int number, int width, int height)
    {
        var random = new Random(number);
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(Color(random));
            for (int i = 0; i < Shapes; i++)
            {
                var center = new SKPoint(random.Next(width), random.Next(height));
                float radius = width * (float)Math.Pow(random.NextDouble(), 3) / 2;
                using var shader = SKShader.CreateRadialGradient(center, 1 + radius, [Color(random), Color(random).WithAlpha(0)], SKShaderTileMode.Clamp);
                using var paint = new SKPaint { Shader = shader };
                canvas.DrawCircle(center, 1 + radius, paint);
            }
        }

        byte[] pixels = bitmap.GetPixelSpan().ToArray();
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)Math.Clamp(pixels[i] + random.Next(-Grain, Grain + 1), 0, 255);
        }

        using var image = SKImage.FromPixelCopy(bitmap.Info, pixels);
        using SKData file = image.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return file.ToArray();
    }

    private static SKColor Color(Random random) => new((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));
}
