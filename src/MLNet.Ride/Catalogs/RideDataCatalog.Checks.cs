using MLNet.Ride;
using MLNet.Ride.Data;
using MLNet.Ride.Data.Checking;
using MLNet.Ride.Torch.Options;

namespace Microsoft.ML;

/// <content>Checks of image files.</content>
public static partial class RideDataCatalog
{
    /// <summary>Opens the image files named by a column, and skips or reports those that cannot be read.</summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="data">
    /// Rows with the paths of image files, as returned by <c>LoadImageFolder</c>, <c>LoadImageManifest</c>, and <c>LoadImageList</c>.
    /// </param>
    /// <param name="policy">What to do with files that are missing, empty, or not images.</param>
    /// <param name="report">The files that cannot be read, and the reasons.</param>
    /// <param name="imagePathColumnName">Name of the text column with the paths.</param>
    /// <param name="imageFolder">
    /// The folder against which relative paths are resolved, as in <c>LoadImages</c>; <see langword="null"/> for the current folder.
    /// </param>
    /// <param name="decode">
    /// Whether to decode every image; <see langword="false"/> reads only the first bytes, which is faster but misses files damaged further
    /// on.
    /// </param>
    /// <param name="decoding">Size limit of an image; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>The rows whose image can be read.</returns>
    /// <exception cref="ArgumentException">The column is missing or is not text.</exception>
    /// <exception cref="InvalidDataException">An image cannot be read and the policy is <see cref="UnreadableImages.Fail"/>.</exception>
    /// <exception cref="OperationCanceledException">The check was canceled.</exception>
    public static IDataView CheckImages(
        this DataOperationsCatalog catalog,
        IDataView data,
        UnreadableImages policy,
        out ImageCheckReport report,
        string imagePathColumnName = "ImagePath",
        string? imageFolder = null,
        bool decode = true,
        DecodingOptions? decoding = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(imagePathColumnName);
        (IDataView readable, report) = ImageCheck.Run(data, imagePathColumnName, imageFolder, policy, decode, decoding ?? new(), cancellationToken);
        return readable;
    }

    /// <summary>
    /// Checks labeled images and reports all faults at once: unreadable files, images in more than one part or class, very similar images, suspicious
    /// classes, and what was skipped. Every image is read and decoded, on all cores; none is kept in memory.
    /// </summary>
    /// <remarks>
    /// Very similar images are found by a difference hash of 128 bits, of which at most 8 may differ, and confirmed by their colors: copies that were resized,
    /// compressed again, or slightly changed, but not mirrored, rotated, or cropped ones. Images almost of one color are not compared.
    /// </remarks>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="sets">The images, from <see cref="LoadImageSets"/>.</param>
    /// <param name="options">Settings; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Receives the number of checked images after each; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="OperationCanceledException">The check was canceled.</exception>
    public static DataReport CheckImageSets(
        this DataOperationsCatalog catalog,
        ImageSets sets,
        DataCheckOptions? options = null,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(sets);
        options ??= new();
        OptionAnnotations.Check(options);
        return new ImageSetsCheck(sets, options, progress, cancellationToken).Run();
    }
}
