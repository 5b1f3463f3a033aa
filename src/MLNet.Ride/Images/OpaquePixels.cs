using System.Runtime.Intrinsics;
using MLNet.Ride.Torch.Imaging;

namespace MLNet.Ride.Images;

/// <summary>Drops the fourth byte of pixels, which is the same in all of an opaque image.</summary>
internal static class OpaquePixels
{
    private const int BytesPerPixel = 4;

    /// <param name="rgba">Red, green, blue, and alpha of every pixel.</param>
    /// <param name="rgb">Receives red, green, and blue.</param>
    public static void Copy(ReadOnlySpan<byte> rgba, Span<byte> rgb)
    {
        int from = 0, to = 0;
        for (; to + Vector128<byte>.Count <= rgb.Length; from += Vector128<byte>.Count, to += Vector128<byte>.Count / BytesPerPixel * ImagePixels.Channels)
        {
            Vector128<byte> four = Vector128.Create(rgba.Slice(from, Vector128<byte>.Count));
            Vector128.Shuffle(four, Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255)).CopyTo(rgb[to..]);
        }

        for (; to < rgb.Length; from += BytesPerPixel, to += ImagePixels.Channels)
        {
            rgba.Slice(from, ImagePixels.Channels).CopyTo(rgb[to..]);
        }
    }
}
