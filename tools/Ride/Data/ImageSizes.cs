using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Images;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tool.Data;

/// <summary>The size of images, from the headers of some of their files.</summary>
internal static class ImageSizes
{
    private const int MostRead = 256;

    /// <summary>The median length of the shorter side in pixels; <see langword="null"/> if images are not files, or none can be read.</summary>
    /// <param name="images">Rows with the column ImagePath.</param>
    /// <param name="decoding">Settings.</param>
    public static int? MedianShorterSide(IDataView images, DecodingOptions decoding)
    {
        if (images.Schema.GetColumnOrNull("ImagePath") is not { } column)
        {
            return null;
        }

        string[] paths = [.. images.GetColumn<string>(column)];
        var decoder = new ImageFileDecoder(decoding);
        int step = Math.Max(1, paths.Length / MostRead);
        int[] sides = [.. Enumerable.Range(0, (paths.Length + step - 1) / step).Select(i => ShorterSide(paths[i * step], decoder)).OfType<int>().Order()];
        return sides.Length == 0 ? null : sides[sides.Length / 2];
    }

    // Unreadable images are reported later, all at once.
    private static int? ShorterSide(string path, ImageFileDecoder decoder)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            (int width, int height) = decoder.ReadSize(file);
            return Math.Min(width, height);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }
}
