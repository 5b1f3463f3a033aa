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

    /// <summary>Pixels of an image as it was added, decoded.</summary>
    internal ReadOnlySpan<byte> Whole(int index, ImageBuffers buffers)
    {
        Entry entry = _entries[index];
        ReadOnlyMemory<byte> stored = _store.Read(Place(index), ref buffers.Stored);
        if (entry.Form != Form.Encoded)
        {
            return stored.Span;
        }

        RgbImage image = buffers.Decoded;
        try
        {
            _decoder!.Decode(stored, image);
        }
        catch (InvalidDataException cause)
        {
            throw new InvalidDataException($"Image {index + 1} of the set cannot be decoded: {cause.Message.TrimEnd('.')}.", cause);
        }

        return (image.Width, image.Height) == (entry.Width, entry.Height)
            ? image.Pixels
            : throw new InvalidDataException(
                $"Image {index + 1} of the set was added with {entry.Width}×{entry.Height} pixels, but the decoder returned {image.Width}×{image.Height}.");
    }

    /// <summary>Pixels of an image as the network sees it, without random augmentation.</summary>
    internal ReadOnlySpan<byte> Square(int index, ImageBuffers buffers)
    {
        ReadOnlySpan<byte> whole = Whole(index, buffers);
        Entry entry = _entries[index];
        if (entry.Form == Form.Square)
        {
            return whole;
        }

        buffers.Resizer.Write(whole, entry.Width, entry.Height, buffers.Square);
        return buffers.Square;
    }
}
