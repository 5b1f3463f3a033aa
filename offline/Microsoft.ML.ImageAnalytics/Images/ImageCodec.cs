using Microsoft.ML.Data.Native;

namespace Microsoft.ML.Data;

/// <summary>Encoded images, through libgd.</summary>
internal static class ImageCodec
{
    private const int JpegQuality = 100;

    private static readonly string[] _knownExtensions =
        [".bmp", ".gif", ".ico", ".astc", ".avif", ".dng", ".heif", ".ktx", ".pkm", ".wbmp", ".png", ".jpg", ".jpeg", ".webp"];

    /// <summary>Null where the bytes are no image.</summary>
    public static unsafe MLImage TryDecode(byte[] bytes)
    {
        using GdHandle handle = Gd.Decode(bytes);
        if (handle.IsInvalid)
            return null;
        GdImage* image = handle.Image;
        var pixels = new byte[image->Width * image->Height * 4];
        for (int y = 0, to = 0; y < image->Height; y++)
        {
            int* row = image->TrueColorRows[y];
            for (int x = 0; x < image->Width; x++, to += 4)
            {
                int colour = row[x];
                int alpha = GdImage.ToAlpha(colour >> 24);
                pixels[to] = PixelConversion.Multiply(colour & 0xFF, alpha);
                pixels[to + 1] = PixelConversion.Multiply(colour >> 8 & 0xFF, alpha);
                pixels[to + 2] = PixelConversion.Multiply(colour >> 16 & 0xFF, alpha);
                pixels[to + 3] = (byte)alpha;
            }
        }

        return new MLImage(image->Width, image->Height, MLPixelFormat.Bgra32, pixels);
    }

    public static void Save(MLImage image, string path)
    {
        string extension = Path.GetExtension(path).ToLowerInvariant();
        if (!_knownExtensions.Contains(extension))
            throw new ArgumentException("Path has invalid image file extension.", "imagePath");
        using GdHandle handle = ToGd(image);
        byte[] encoded = extension switch
        {
            ".png" => Gd.EncodePng(handle),
            ".jpg" or ".jpeg" => Gd.EncodeJpeg(handle, JpegQuality),
            ".webp" => Gd.EncodeWebp(handle, JpegQuality),
            _ => throw new ArgumentException($"Saving image with the format '{extension}' is not supported. "
                + "Try save it with `Jpeg`, `Png`, or `Webp` format.", "imagePath")
        };
        File.WriteAllBytes(path, encoded);
    }

    private static unsafe GdHandle ToGd(MLImage image)
    {
        GdHandle handle = Gd.Create(image.Width, image.Height);
        ReadOnlySpan<byte> pixels = image.Pixels;
        (int red, int blue) = PixelConversion.Offsets(image.PixelFormat);
        for (int y = 0, from = 0; y < image.Height; y++)
        {
            int* row = handle.Image->TrueColorRows[y];
            for (int x = 0; x < image.Width; x++, from += 4)
            {
                int alpha = pixels[from + 3];
                row[x] = GdImage.FromAlpha(alpha) << 24
                    | PixelConversion.Divide(pixels[from + red], alpha) << 16
                    | PixelConversion.Divide(pixels[from + 1], alpha) << 8
                    | PixelConversion.Divide(pixels[from + blue], alpha);
            }
        }

        return handle;
    }
}
