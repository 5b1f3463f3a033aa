namespace MLNet.Ride.Images;

/// <summary>An image taken out of a row, not yet decoded or resized; nothing in it belongs to the row any more.</summary>
internal sealed class PendingImage(ImageOrigin origin, Func<int, byte[]> toPixels)
{
    /// <summary>RGB pixels of a square of this size, interleaved, rows from the top.</summary>
    /// <exception cref="InvalidDataException">The image cannot be read; the message says which one.</exception>
    public byte[] Pixels(int imageSize)
    {
        try
        {
            return toPixels(imageSize);
        }
        catch (Exception cause)
        {
            throw origin.Unreadable(cause);
        }
    }

    /// <summary>Makes pixels of several images on several threads, in the order of the images.</summary>
    public static byte[][] Pixels(IReadOnlyList<PendingImage> images, int imageSize)
    {
        var pixels = new byte[images.Count][];
        var errors = new Exception?[images.Count];
        Parallel.For(0, images.Count, i =>
        {
            try
            {
                pixels[i] = images[i].Pixels(imageSize);
            }
            catch (InvalidDataException error)
            {
                errors[i] = error;
            }
        });
        return Array.Find(errors, e => e is not null) is { } first ? throw first : pixels;
    }
}

/// <summary>Where an image came from, for messages.</summary>
/// <param name="Column">Name of the feature column.</param>
/// <param name="Row">Number of the row, from 1.</param>
/// <param name="Path">Path of the file, where the input tells it.</param>
internal sealed record ImageOrigin(string Column, long Row, string? Path)
{
    public InvalidDataException Unreadable(Exception cause)
    {
        string which = string.IsNullOrEmpty(Path) ? $"The image in row {Row} of column '{Column}'" : $"The image '{Path}' (row {Row})";
        return new InvalidDataException($"{which} cannot be read: {cause.Message.TrimEnd('.')}. Replace it or leave it out.", cause);
    }
}
