using System.Runtime.InteropServices;

namespace MLNet.Ride.Torch.Imaging;

/// <summary>Layout of a square 8-bit RGB image: height × width × channel.</summary>
internal static class ImagePixels
{
    public const int Channels = 3;

    public static int Length(int imageSize) => checked(imageSize * imageSize * Channels);

    /// <summary>Mirrors an image left to right.</summary>
    public static void Mirror(Span<byte> pixels, int imageSize)
    {
        Span<Rgb> all = MemoryMarshal.Cast<byte, Rgb>(pixels);
        for (int row = 0; row < all.Length; row += imageSize)
        {
            all.Slice(row, imageSize).Reverse();
        }
    }

    public static void CheckLength(byte[] pixels, int imageSize, string name)
    {
        int length = Length(imageSize);
        if (pixels.Length != length)
        {
            throw new ArgumentException(
                $"An image of {imageSize}×{imageSize} pixels has {length} bytes (height × width × red, green, blue), but this one has {pixels.Length}.", name);
        }
    }

    private readonly record struct Rgb(byte Red, byte Green, byte Blue);
}
