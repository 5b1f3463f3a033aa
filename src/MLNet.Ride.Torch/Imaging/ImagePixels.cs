
namespace MLNet.Ride.Torch.Imaging;

/// <summary>Layout of a square 8-bit RGB image: height × width × channel.</summary>
internal static class ImagePixels
{
    public const int Channels = 3;

    public static int Length(int imageSize) => checked(imageSize * imageSize * Channels);

    public static void CheckLength(byte[] pixels, int imageSize, string name)
    {
        int length = Length(imageSize);
        if (pixels.Length != length)
        {
            throw new ArgumentException(
                $"An image of {imageSize}×{imageSize} pixels has {length} bytes (height × width × red, green, blue), but this one has {pixels.Length}.", name);
        }
    }
}
