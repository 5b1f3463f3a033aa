using MLNet.Ride.Schema;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Training;

/// <summary>Settings for reading training images.</summary>
/// <param name="Columns">Names of the columns.</param>
/// <param name="ImageSize">Height and width S of the network's input images in pixels.</param>
/// <param name="Augmentation">Their augmentation, which determines the size in which they are stored.</param>
/// <param name="Decoding">How image files are decoded.</param>
/// <param name="ImageMemoryMegabytes">Memory for images; the rest is kept in a temporary file.</param>
/// <param name="TemporaryFolder">Folder of that file; <see langword="null"/> for the system's.</param>
/// <param name="CancellationToken">Cancels reading.</param>
/// <param name="Warn">Receives warnings; <see langword="null"/> for none.</param>
internal sealed record ReadingOptions(
    ColumnNames Columns, int ImageSize, AugmentationOptions Augmentation, DecodingOptions Decoding, int ImageMemoryMegabytes, string? TemporaryFolder,
    CancellationToken CancellationToken, Action<string>? Warn = null)
{
    private const int BytesPerMegabyte = 1 << 20;

    /// <summary>Length of the feature vectors; null for images.</summary>
    public int? VectorLength { get; init; }

    /// <summary>Memory for images or vectors in bytes.</summary>
    public long MemoryBytes => (long)ImageMemoryMegabytes * BytesPerMegabyte;

    /// <summary>Settings for reading feature vectors.</summary>
    public static ReadingOptions OfVectors(ColumnNames columns, int length, string? temporaryFolder, CancellationToken cancellationToken, Action<string>? warn)
        => new(columns, 1, new(), new(), RideTrainer.Options.DefaultImageMemoryMegabytes, temporaryFolder, cancellationToken, warn) { VectorLength = length };
}

