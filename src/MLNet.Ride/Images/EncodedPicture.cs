using Microsoft.ML.Data;

namespace MLNet.Ride.Images;

/// <summary>Encodes pixels as image files in memory.</summary>
internal static class EncodedPicture
{
    public static byte[] Png(ReadOnlySpan<byte> rgb, int width, int height) => Encode(rgb, width, height, "png");

    public static byte[] Jpeg(ReadOnlySpan<byte> rgb, int width, int height) => Encode(rgb, width, height, "jpg");

    /// <param name="rgb">height · width · 3 bytes (HWC).</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="extension">Extension of the format.</param>
    private static byte[] Encode(ReadOnlySpan<byte> rgb, int width, int height, string extension)
    {
        var rgba = new byte[4 * width * height];
        for (int from = 0, to = 0; from < rgb.Length; from += 3, to += 4)
        {
            rgb.Slice(from, 3).CopyTo(rgba.AsSpan(to));
            rgba[to + 3] = byte.MaxValue;
        }

        // ML.NET encodes images only to files.
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mlnet-ride-");
        try
        {
            string file = Path.Combine(folder.FullName, "picture." + extension);
            using (MLImage image = MLImage.CreateFromPixels(width, height, MLPixelFormat.Rgba32, rgba))
            {
                image.Save(file);
            }

            return File.ReadAllBytes(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
