using MLNet.Ride.Torch.Imaging;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Images;

/// <summary>Decodes image files (PNG, JPEG, …) for a network.</summary>
/// <param name="imageSize">Size S of the network's input: 3·S·S bytes that are no image file may be meant as pixels.</param>
/// <param name="decoding">Settings.</param>
internal sealed class EncodedImages(int imageSize, DecodingOptions decoding) : IImageDecoder
{
    private readonly ImageFileDecoder _decoder = new(decoding);

    /// <inheritdoc/>
    public void Decode(ReadOnlyMemory<byte> encoded, RgbImage image, int leastShorterSide = int.MaxValue)
    {
        if (encoded.Length == ImagePixels.Length(imageSize) && !FileFormat.IsReadable(encoded.Span))
        {
            throw new InvalidDataException(
                $"its {encoded.Length} bytes are not an encoded image; for raw pixels, use a vector of known size ([VectorType({encoded.Length})])");
        }

        _decoder.Decode(encoded, image, leastShorterSide);
    }
}
