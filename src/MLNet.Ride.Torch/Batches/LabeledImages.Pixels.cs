using MLNet.Ride.Torch.Imaging;

namespace MLNet.Ride.Torch.Batches;

/// <content>Reading images back: as they were added, or as the network sees them.</content>
public sealed partial class LabeledImages
{
    /// <summary>Returns the pixels of an image as the network sees it, without random augmentation (HWC).</summary>
    /// <param name="index">Index of the image, 0 to Count − 1.</param>
    /// <returns>ImageSize · ImageSize · 3 bytes; read only.</returns>
    /// <exception cref="InvalidDataException">The image cannot be decoded.</exception>
    public ReadOnlySpan<byte> Pixels(int index) => Square(index, NewBuffers());

    internal ImageBuffers NewBuffers() => new(ImageSize, ResizeShorterSide);

    /// <summary>Width and height of an image as it was added.</summary>
    internal (int Width, int Height) SizeOf(int index) => (_entries[index].Width, _entries[index].Height);

    /// <summary>Pixels of an image as it was added, or reduced by the decoder.</summary>
    /// <param name="index">Index of the image.</param>
    /// <param name="leastShorterSide">Number of pixels that the shorter side needs.</param>
    /// <param name="buffers">Buffers to use.</param>
    /// <param name="width">Width of the image, unless reduced that of <see cref="SizeOf"/>.</param>
    /// <param name="height">Height of the image.</param>
    internal ReadOnlySpan<byte> Whole(int index, int leastShorterSide, ImageBuffers buffers, out int width, out int height)
    {
        Entry entry = _entries[index];
        ReadOnlyMemory<byte> stored = _store.Read(Place(index), ref buffers.Stored);
        if (entry.Form != Form.Encoded)
        {
            (width, height) = (entry.Width, entry.Height);
            return stored.Span;
        }

        RgbImage image = buffers.Decoded;
        try
        {
            _decoder!.Decode(stored, image, leastShorterSide);
        }
        catch (InvalidDataException cause)
        {
            throw new InvalidDataException($"Image {index + 1} of the set cannot be decoded: {cause.Message.TrimEnd('.')}.", cause);
        }

        (width, height) = (image.Width, image.Height);
        return (image.FullWidth, image.FullHeight) == (entry.Width, entry.Height)
            ? image.Pixels
            : throw new InvalidDataException(
                $"Image {index + 1} of the set was added with {entry.Width}×{entry.Height} pixels, but the decoder returned {image.FullWidth}×{image.FullHeight}.");
    }

    /// <summary>Pixels of an image as the network sees it, without random augmentation.</summary>
    internal ReadOnlySpan<byte> Square(int index, ImageBuffers buffers)
    {
        ReadOnlySpan<byte> whole = Whole(index, buffers.Resizer.LeastShorterSide, buffers, out int width, out int height);
        if (_entries[index].Form == Form.Square)
        {
            return whole;
        }

        buffers.Resizer.Write(whole, width, height, buffers.Square);
        return buffers.Square;
    }
}
