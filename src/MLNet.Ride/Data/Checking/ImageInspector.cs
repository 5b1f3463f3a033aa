using System.Security.Cryptography;
using MLNet.Ride.Images;
using MLNet.Ride.Torch.Imaging;

namespace MLNet.Ride.Data.Checking;

/// <summary>Looks at single images; thread-safe.</summary>
internal sealed class ImageInspector(DataCheckOptions options)
{
    private readonly ImageFileDecoder _decoder = new(options.Decoding);

    /// <summary>Reads and decodes the file of an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="scratch">Receives the decoded pixels.</param>
    public CheckedImage InspectFile(ImageReference image, RgbImage scratch)
    {
        string path = image.ImagePath!;
        if (ImageFile.Absence(path) is { } absence)
        {
            return CheckedImage.Unreadable(image, DataFaultKind.Missing, absence);
        }

        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return CheckedImage.Unreadable(image, DataFaultKind.Missing, cause.Message.TrimEnd('.'));
        }

        try
        {
            _decoder.Decode(bytes, scratch);
        }
        catch (InvalidDataException cause)
        {
            DataFaultKind kind = KindOf(bytes);
            return CheckedImage.Unreadable(
                image, kind, cause.Message.TrimEnd('.'), kind == DataFaultKind.UnsupportedFormat ? FileFormat.Of(bytes)?.Name : null);
        }

        return Readable(image, bytes, scratch);
    }

    /// <summary>Inspects pixels.</summary>
    /// <param name="image">The image.</param>
    /// <param name="planes">A red, a green, and a blue plane of a square.</param>
    /// <param name="scratch">Receives the pixels in another order.</param>
    public CheckedImage InspectPixels(ImageReference image, byte[] planes, RgbImage scratch)
    {
        int side = (int)Math.Sqrt(planes.Length / ImagePixels.Channels);
        scratch.SetSize(side, side);
        PixelVector.Interleave(planes).CopyTo(scratch.Pixels);
        return Readable(image, planes, scratch);
    }

    private CheckedImage Readable(ImageReference image, byte[] content, RgbImage decoded)
        => new(image, Convert.ToHexString(SHA256.HashData(content)), options.FindSimilarImages ? ImageFingerprint.Of(decoded) : null, null);

    private DataFaultKind KindOf(byte[] bytes)
        => bytes.Length == 0 ? DataFaultKind.Empty
            : !FileFormat.IsReadable(bytes) ? DataFaultKind.UnsupportedFormat
            : _decoder.IsTooLarge(bytes) ? DataFaultKind.TooLarge
            : DataFaultKind.Damaged;
}
