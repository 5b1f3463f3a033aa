using MLNet.Ride.Inputs;
using MLNet.Ride.Torch.Imaging;

namespace MLNet.Ride.Images;

/// <summary>An image read from a row, not yet decoded or resized.</summary>
internal sealed class PendingImage(ImageOrigin origin, ImageContent content) : RowInput
{
    private readonly ImageOrigin _origin = origin;

    /// <summary>Creates an encoded image that is not in a row.</summary>
    /// <param name="encoded">The bytes of an image file.</param>
    /// <param name="number">Its position in the list, from 1; 0 for an image that is in no list.</param>
    /// <param name="decoder">Decodes it.</param>
    public static PendingImage OfBytes(byte[] encoded, int number, EncodedImages decoder) => new(new ImageOrigin(null, number, null), new EncodedContent(encoded, decoder));

    /// <summary>The image content of the row.</summary>
    public ImageContent Content => content;

    /// <summary>
    /// Returns the network's input pixels of several images (RGB, interleaved, rows from the top), with the crops of an image in succession;
    /// uses several threads.
    /// </summary>
    /// <exception cref="InvalidDataException">An image cannot be read; the message says which one.</exception>
    public static byte[][] Pixels(IReadOnlyList<PendingImage> images, ImageFormat format, CancellationToken cancellationToken = default)
    {
        var squares = new byte[images.Count][][];
        ForEach(images, cancellationToken, (i, image, scratch) => squares[i] = image.Content.Squares(format, scratch));
        return [.. squares.SelectMany(crops => crops)];
    }

    /// <summary>Returns the same of those images that can be read, and the error of each other one; uses several threads.</summary>
    public static (byte[][] Pixels, InvalidDataException?[] Errors) ReadablePixels(IReadOnlyList<PendingImage> images, ImageFormat format)
    {
        var squares = new byte[images.Count][][];
        InvalidDataException?[] errors = Errors(images, CancellationToken.None, (i, image, scratch) => squares[i] = image.Content.Squares(format, scratch));
        return ([.. squares.Where(crops => crops is not null).SelectMany(crops => crops)], errors);
    }

    /// <summary>Checks that several images can be decoded; uses several threads.</summary>
    /// <exception cref="InvalidDataException">An image cannot be read; the message says which one.</exception>
    public static void Check(IReadOnlyList<PendingImage> images, ImageFormat format, CancellationToken cancellationToken)
        => ForEach(images, cancellationToken, (_, image, scratch) => image.Content.Check(format, scratch));

    private static void ForEach(
        IReadOnlyList<PendingImage> images, CancellationToken cancellationToken, Action<int, PendingImage, RgbImage> action)
    {
        if (Array.Find(Errors(images, cancellationToken, action), e => e is not null) is { } first)
        {
            throw first;
        }
    }

    private static InvalidDataException?[] Errors(
        IReadOnlyList<PendingImage> images, CancellationToken cancellationToken, Action<int, PendingImage, RgbImage> action)
    {
        var errors = new InvalidDataException?[images.Count];
        Parallel.For(
            0,
            images.Count,
            new ParallelOptions { CancellationToken = cancellationToken },
            () => new RgbImage(),
            (i, _, scratch) =>
            {
                try
                {
                    action(i, images[i], scratch);
                }
                catch (Exception cause)
                {
                    errors[i] = images[i]._origin.Unreadable(cause);
                }

                return scratch;
            },
            _ => { });
        return errors;
    }
}

/// <summary>The origin of an image, for messages.</summary>
/// <param name="Column">Name of the feature column, or <see langword="null"/> for an image that is not in a row.</param>
/// <param name="Row">Number of the row or image, from 1; 0 for an image that is in no list.</param>
/// <param name="Path">Path of the file, if known.</param>
internal sealed record ImageOrigin(string? Column, long Row, string? Path)
{
    public InvalidDataException Unreadable(Exception cause)
    {
        string which = Column is null ? Row == 0 ? "The image" : $"Image {Row} of the list"
            : string.IsNullOrEmpty(Path) ? $"The image in row {Row} of column '{Column}'" : $"The image '{Path}' (row {Row})";
        return new InvalidDataException($"{which} cannot be read: {cause.Message.TrimEnd('.')}. Replace or remove it.", cause);
    }
}
