namespace MLNet.Ride.Data.Checking;

/// <summary>An image of the data and what was found about it.</summary>
/// <param name="Image">The image.</param>
/// <param name="Hash">SHA-256 of its file or pixels; <see langword="null"/> if it cannot be read.</param>
/// <param name="Fingerprint">What it has in common with similar images; <see langword="null"/> if it is not compared.</param>
/// <param name="Fault">Why it cannot be read; <see langword="null"/> if it can.</param>
internal sealed record CheckedImage(ImageReference Image, string? Hash, ImageFingerprint? Fingerprint, DataFault? Fault)
{
    public static CheckedImage Unreadable(ImageReference image, DataFaultKind kind, string why, string? format = null)
        => new(image, null, null, new(kind, why, [image]) { Format = format });
}
