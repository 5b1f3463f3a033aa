using MLNet.Ride.Images;
using MLNet.Ride.Torch.Imaging;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Data;

/// <summary>Checks that a file is an image that can be read.</summary>
/// <param name="decode">Whether to decode it; otherwise only its header is read.</param>
/// <param name="decoding">Settings.</param>
internal sealed class ImageFile(bool decode, DecodingOptions decoding)
{
    private readonly ImageFileDecoder _decoder = new(decoding);

    /// <summary>Why there is no file at a path, or <see langword="null"/> if there is one.</summary>
    public static string? Absence(string path) => File.Exists(path) ? null : Directory.Exists(path) ? "it is a folder" : "the file does not exist";

    /// <summary>Why the image cannot be read, or <see langword="null"/> if it can.</summary>
    public string? Problem(string path)
    {
        if (Absence(path) is { } absence)
        {
            return absence;
        }

        try
        {
            if (decode)
            {
                _decoder.Decode(File.ReadAllBytes(path), new RgbImage());
            }
            else
            {
                using FileStream stream = File.OpenRead(path);
                _decoder.ReadSize(stream);
            }

            return null;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return cause.Message.TrimEnd('.');
        }
    }
}
