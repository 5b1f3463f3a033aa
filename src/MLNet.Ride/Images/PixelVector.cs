using System.Globalization;

namespace MLNet.Ride.Images;

/// <summary>Converts pixel vectors with a red, a green, and a blue plane.</summary>
internal static class PixelVector
{
    /// <summary>Interleaves the planes.</summary>
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
                : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"its pixel value {values[i]} is not between 0 and 255"));
        }

        return bytes;
    }
}
