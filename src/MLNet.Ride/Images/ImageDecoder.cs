using Microsoft.ML.Data;

namespace MLNet.Ride.Images;

/// <summary>Turns what a feature column holds into square RGB images.</summary>
internal static class ImageDecoder
{
    /// <summary>Pixels of an encoded image (PNG, JPEG, …).</summary>
    public static byte[] Decode(byte[] encoded, int imageSize)
    {
        if (encoded.Length == 0)
        {
            throw new InvalidDataException("it is empty (0 bytes)");
        }

        MLImage image;
        try
        {
            image = MLImage.CreateFromStream(new MemoryStream(encoded, writable: false));
        }
        catch (ArgumentException cause)
        {
            throw new InvalidDataException(NotAnImage(encoded, imageSize), cause);
        }

        using (image)
        {
            return ImageResizer.Resize(Rgb(image), image.Width, image.Height, imageSize, imageSize);
        }
    }

    /// <summary>A copy of the image's pixels as interleaved RGB. Transparency is left out.</summary>
    public static byte[] Rgb(MLImage image)
    {
        ReadOnlySpan<byte> pixels = image.Pixels;
        (int red, int blue) = image.PixelFormat == MLPixelFormat.Rgba32 ? (0, 2) : (2, 0);
        var rgb = new byte[pixels.Length / 4 * 3];
        for (int from = 0, to = 0; to < rgb.Length; from += 4, to += 3)
        {
            rgb[to] = pixels[from + red];
            rgb[to + 1] = pixels[from + 1];
            rgb[to + 2] = pixels[from + blue];
        }

        return rgb;
    }

    /// <summary>Interleaves a red, a green and a blue plane.</summary>
    public static byte[] Interleave(ReadOnlySpan<byte> planes)
    {
        var rgb = new byte[planes.Length];
        int plane = planes.Length / 3;
        for (int i = 0; i < plane; i++)
        {
            rgb[3 * i] = planes[i];
            rgb[(3 * i) + 1] = planes[plane + i];
            rgb[(3 * i) + 2] = planes[(2 * plane) + i];
        }

        return rgb;
    }

    /// <summary>Rounds pixel values to bytes.</summary>
    public static byte[] ToBytes(ReadOnlySpan<float> values)
    {
        var bytes = new byte[values.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = values[i] is >= -0.5f and < 255.5f
                ? (byte)Math.Max(0, MathF.Round(values[i]))
                : throw new InvalidDataException($"its pixel value {values[i]} is not between 0 and 255");
        }

        return bytes;
    }

    private static string NotAnImage(byte[] encoded, int imageSize)
        => encoded.Length == 3 * imageSize * imageSize
            ? $"its {encoded.Length} bytes are not an encoded image; give raw pixels as a vector of known size ([VectorType({encoded.Length})])"
            : $"its {encoded.Length} bytes are not an image of a known format (PNG, JPEG, BMP, GIF, WebP), or are damaged";
}
