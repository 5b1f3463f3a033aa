using MLNet.Ride.Images;

namespace MLNet.Ride.Reporting.Mistakes;

/// <summary>Encodes square images as data URIs.</summary>
internal static class Thumbnail
{
    /// <param name="rgb">3·S·S bytes, interleaved, rows from the top.</param>
    public static string Encode(ReadOnlySpan<byte> rgb)
    {
        int side = (int)Math.Sqrt(rgb.Length / 3);
        return "data:image/jpeg;base64," + Convert.ToBase64String(EncodedPicture.Jpeg(rgb, side, side));
    }
}
