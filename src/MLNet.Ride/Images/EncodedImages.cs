using System.Runtime.InteropServices;
using Microsoft.ML.Data;
using MLNet.Ride.Torch.Imaging;

namespace MLNet.Ride.Images;

/// <summary>Decodes image files (PNG, JPEG, …) with ML.NET.</summary>
/// <param name="imageSize">Size S of the network's input images, to recognize 3·S·S raw pixel bytes passed by mistake.</param>
internal sealed class EncodedImages(int imageSize) : IImageDecoder
{
    /// <inheritdoc/>
    public void Decode(ReadOnlyMemory<byte> encoded, RgbImage image)
    {
        if (encoded.IsEmpty)
        {
            throw new InvalidDataException("it is empty (0 bytes)");
        }

        using MLImage decoded = Open(encoded);
        Copy(decoded, image);
    }

    /// <summary>Copies an image's pixels as interleaved RGB. Transparency is ignored.</summary>
    public static void Copy(MLImage source, RgbImage target)
    {
        target.SetSize(source.Width, source.Height);
        ReadOnlySpan<byte> pixels = source.Pixels;
        Span<byte> rgb = target.Pixels;
        (int red, int blue) = source.PixelFormat == MLPixelFormat.Rgba32 ? (0, 2) : (2, 0);
        for (int from = 0, to = 0; to < rgb.Length; from += 4, to += 3)
        {
            rgb[to] = pixels[from + red];
            rgb[to + 1] = pixels[from + 1];
            rgb[to + 2] = pixels[from + blue];
        }
    }

    private MLImage Open(ReadOnlyMemory<byte> encoded)
    {
        ArraySegment<byte> bytes = MemoryMarshal.TryGetArray(encoded, out ArraySegment<byte> array) ? array : encoded.ToArray();
        try
        {
            return MLImage.CreateFromStream(new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false));
        }
        catch (ArgumentException cause)
        {
            throw new InvalidDataException(NotAnImage(bytes.Count), cause);
        }
    }

    private string NotAnImage(int length)
        => length == 3 * imageSize * imageSize
            ? $"its {length} bytes are not an encoded image; pass raw pixels as a vector of known size ([VectorType({length})])"
            : $"its {length} bytes are not an image in a supported format (PNG, JPEG, BMP, GIF, WebP), or are damaged";
}
