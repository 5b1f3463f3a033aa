using MLNet.Ride;
using MLNet.Ride.Data;
using MLNet.Ride.Torch.Options;

namespace Microsoft.ML;

/// <summary>Adds loaders of labeled images to <c>mlContext.Data</c>.</summary>
public static class RideDataCatalog
{
    /// <summary>
    /// Lists the images of a folder with one subfolder per class, sorted by class and file name. Nested folders belong to their class.
    /// Files are not opened; names that start with a dot are skipped.
    /// </summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="path">The folder that contains the class folders.</param>
    /// <returns>
    /// Rows with ImagePath (text; <paramref name="path"/> joined with the relative path of the file) and Label (text; the class folder's
    /// name).
    /// </returns>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="InvalidDataException">The folder has no class folders, or they contain no images.</exception>
    public static IDataView LoadImageFolder(this DataOperationsCatalog catalog, string path)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return catalog.LoadFromEnumerable(ImageFolder.List(path));
    }

    /// <summary>
    /// Lists the images of a manifest: a comma- or tab-separated table with a header that names the columns ImagePath, Label, and
    /// optionally Split (data-schemas/image-manifest.schema.json). Other columns are ignored. Image files are not opened.
    /// </summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="path">The manifest, UTF-8. Fields may be in double quotes.</param>
    /// <param name="split">The split to list; <see langword="null"/> for all.</param>
    /// <returns>
    /// Rows in the order of the lines, with ImagePath (text; relative paths are resolved against the manifest's folder), Label (text) and,
    /// if the manifest has it, Split (text).
    /// </returns>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">
    /// A column or a field is missing, a line is malformed, or there are no images (in the split).
    /// </exception>
    public static IDataView LoadImageManifest(this DataOperationsCatalog catalog, string path, string? split = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ImageManifest.Load(catalog, path, split);
    }

    /// <summary>
    /// Lists the images of a list file like those of ImageNet-LT, Places-LT, and iNaturalist: each line has the path of an image, which may
    /// contain spaces, white space, and the number of its class. Empty lines are skipped. Image files are not opened.
    /// </summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="path">The list.</param>
    /// <param name="imageFolder">The folder against which the paths in the list are resolved.</param>
    /// <returns>Rows in the order of the lines, with ImagePath (text) and Label (<see cref="uint"/> from 0).</returns>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="DirectoryNotFoundException">The image folder does not exist.</exception>
    /// <exception cref="InvalidDataException">A line has no class number, or there are no lines.</exception>
    public static IDataView LoadImageList(this DataOperationsCatalog catalog, string path, string imageFolder)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(imageFolder);
        return catalog.LoadFromEnumerable(ImageList.Read(path, imageFolder));
    }

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

    /// <summary>Reads a CIFAR binary file.</summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="path">The file.</param>
    /// <param name="format">Layout of the records; <see langword="null"/> detects it from the file size.</param>
    /// <param name="classNamesFile">A text file with one class name per line; <see langword="null"/> for numeric labels.</param>
    /// <returns>
    /// Rows with Label (text if there are names, otherwise <see cref="uint"/> from 0; the fine label of CIFAR-100), Image (vector of 3,072
    /// bytes: red, green, blue plane) and, for CIFAR-100, CoarseLabel (<see cref="uint"/> from 0).
    /// </returns>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is empty or not a whole number of records.</exception>
    public static IDataView LoadCifarBinary(
        this DataOperationsCatalog catalog, string path, CifarFormat? format = null, string? classNamesFile = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return catalog.LoadCifarBinary([path], format, classNamesFile);
    }

    /// <summary>Reads CIFAR binary files in sequence.</summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="paths">At least one file; all of the same layout.</param>
    /// <param name="format">Layout of the records; <see langword="null"/> detects it from the file sizes.</param>
    /// <param name="classNamesFile">A text file with one class name per line; <see langword="null"/> for numeric labels.</param>
    /// <returns>Rows like those of <see cref="LoadCifarBinary(DataOperationsCatalog, string, CifarFormat?, string?)"/>.</returns>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">A file is empty or not a whole number of records.</exception>
    public static IDataView LoadCifarBinary(
        this DataOperationsCatalog catalog, IEnumerable<string> paths, CifarFormat? format = null, string? classNamesFile = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(paths);
        return new CifarView(CifarFiles.Open(paths, format), classNamesFile);
    }
}
