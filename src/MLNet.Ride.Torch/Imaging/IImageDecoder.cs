
namespace MLNet.Ride.Torch.Imaging;

/// <summary>Decodes images of a format such as JPEG or PNG. It must be thread-safe.</summary>
public interface IImageDecoder
{
    /// <summary>Decodes an image.</summary>
    /// <param name="encoded">The bytes of an image file.</param>
    /// <param name="image">Receives the size and the pixels.</param>
    /// <param name="leastShorterSide">
    /// Number of pixels that the shorter side needs: a decoder may reduce a larger image to no less, where that is faster.
    /// </param>
    /// <exception cref="InvalidDataException">The bytes are not an image; the message says why.</exception>
    void Decode(ReadOnlyMemory<byte> encoded, RgbImage image, int leastShorterSide = int.MaxValue);
}
