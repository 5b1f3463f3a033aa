using Microsoft.ML.Data;

namespace MLNet.Ride.Reporting.Mistakes;

/// <summary>Encodes square images as data URIs.</summary>
internal static class Thumbnail
{
    /// <param name="rgb">3·S·S bytes, interleaved, rows from the top.</param>
    public static string Encode(ReadOnlySpan<byte> rgb)
    {
        int side = (int)Math.Sqrt(rgb.Length / 3);
        var rgba = new byte[4 * side * side];
        for (int from = 0, to = 0; from < rgb.Length; from += 3, to += 4)
        {
            rgb.Slice(from, 3).CopyTo(rgba.AsSpan(to));
            rgba[to + 3] = byte.MaxValue;
        }

        // ML.NET encodes images only to files.
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mlnet-ride-");
        try
        {
            string file = Path.Combine(folder.FullName, "thumbnail.jpg");
            using (MLImage image = MLImage.CreateFromPixels(side, side, MLPixelFormat.Rgba32, rgba))
            {
                image.Save(file);
            }

            return "data:image/jpeg;base64," + Convert.ToBase64String(File.ReadAllBytes(file));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
