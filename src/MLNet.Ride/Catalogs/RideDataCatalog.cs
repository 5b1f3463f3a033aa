using MLNet.Ride;
using MLNet.Ride.Data;
using MLNet.Ride.Torch.Options;

namespace Microsoft.ML;

/// <summary>Adds loaders of labelled images to <c>mlContext.Data</c>.</summary>
public static class RideDataCatalog
{
    /// <summary>
    /// Lists the images of a folder that has a folder per class, sorted by class and file name. Images in folders within a class folder
    /// belong to the class. Files are not opened; names that start with a dot are passed over.
    /// </summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="path">The folder that holds the class folders.</param>
    /// <returns>Rows with ImagePath (text; <paramref name="path"/> joined with the file's place in it) and Label (text; the class folder's name).</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">The folder has no class folders, or they hold no images.</exception>
    public static IDataView LoadImageFolder(this DataOperationsCatalog catalog, string path)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return catalog.LoadFromEnumerable(ImageFolder.List(path));
    }

    /// <summary>
    /// Lists the images of a manifest: a table in CSV, or with tabs between the fields, whose first line names the columns ImagePath, Label
    /// and optionally Split (data-schemas/image-manifest.schema.json). Other columns are passed over. Image files are not opened.
    /// </summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="path">The manifest, UTF-8. Fields may be in double quotes.</param>
    /// <param name="split">The split whose images are listed; <see langword="null"/> for all.</param>
    /// <returns>Rows in the order of the lines, with ImagePath (text; relative paths start from the manifest's folder), Label (text) and,
    /// if the manifest has it, Split (text).</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">A column or a field is missing, a line is malformed, or there are no images (of the split).</exception>
    public static IDataView LoadImageManifest(this DataOperationsCatalog catalog, string path, string? split = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ImageManifest.Load(catalog, path, split);
    }

    /// <summary>
    /// Lists the images of a list file as ImageNet-LT, Places-LT and iNaturalist come with: in each line the path of an image, which may
    /// have blanks in it, white space, and the number of its class. Empty lines are passed over. Image files are not opened.
    /// </summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="path">The list.</param>
    /// <param name="imageFolder">The folder that the paths of the list start from.</param>
    /// <returns>Rows in the order of the lines, with ImagePath (text) and Label (<see cref="uint"/> from 0).</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such image folder.</exception>
    /// <exception cref="InvalidDataException">A line has no class number, or there are no lines.</exception>
    public static IDataView LoadImageList(this DataOperationsCatalog catalog, string path, string imageFolder)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(imageFolder);
        return catalog.LoadFromEnumerable(ImageList.Read(path, imageFolder));
    }

    /// <summary>Opens the image files that a column names, and leaves out or reports those that cannot be read.</summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="data">Rows with the paths of image files, as <c>LoadImageFolder</c>, <c>LoadImageManifest</c> and <c>LoadImageList</c> give them.</param>
    /// <param name="policy">What to do with files that are missing, empty or no images.</param>
    /// <param name="report">Which files cannot be read, and why.</param>
    /// <param name="imagePathColumnName">Name of the column of paths, text.</param>
    /// <param name="imageFolder">The folder that relative paths start from, as in <c>LoadImages</c>; <see langword="null"/> for the current one.</param>
    /// <param name="decode">Whether to decode every image; <see langword="false"/> looks at the first bytes only, which is faster and misses
    /// files that are damaged further on.</param>
    /// <param name="decoding">Size limit of an image; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>The rows whose image can be read.</returns>
    /// <exception cref="ArgumentException">The column is missing or no text.</exception>
    /// <exception cref="InvalidDataException">An image cannot be read and the policy is <see cref="UnreadableImages.Fail"/>.</exception>
    /// <exception cref="OperationCanceledException">The check was stopped.</exception>
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
    /// <param name="format">Layout of the records; <see langword="null"/> tells it from the file's size.</param>
    /// <param name="classNamesFile">A text file with a class name in each line; <see langword="null"/> for labels that are numbers.</param>
    /// <returns>Rows with Label (text if there are names, else <see cref="uint"/> from 0; the fine one of CIFAR-100), Image
    /// (vector of 3,072 bytes: red, green, blue plane) and, for CIFAR-100, CoarseLabel (<see cref="uint"/> from 0).</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is empty or not a whole number of records.</exception>
    public static IDataView LoadCifarBinary(
        this DataOperationsCatalog catalog, string path, CifarFormat? format = null, string? classNamesFile = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return catalog.LoadCifarBinary([path], format, classNamesFile);
    }

    /// <summary>Reads CIFAR binary files one after the other.</summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="paths">The files, at least one, all of one layout.</param>
    /// <param name="format">Layout of the records; <see langword="null"/> tells it from the files' sizes.</param>
    /// <param name="classNamesFile">A text file with a class name in each line; <see langword="null"/> for labels that are numbers.</param>
    /// <returns>Rows as of <see cref="LoadCifarBinary(DataOperationsCatalog, string, CifarFormat?, string?)"/>.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">A file is empty or not a whole number of records.</exception>
    public static IDataView LoadCifarBinary(
        this DataOperationsCatalog catalog, IEnumerable<string> paths, CifarFormat? format = null, string? classNamesFile = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(paths);
        return new CifarView(CifarFiles.Open(paths, format), classNamesFile);
    }
}
