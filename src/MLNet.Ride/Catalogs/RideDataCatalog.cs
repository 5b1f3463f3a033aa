using MLNet.Ride;
using MLNet.Ride.Data;
using MLNet.Ride.Data.Folders;
using MLNet.Ride.Data.Labels;
using MLNet.Ride.Platform;

namespace Microsoft.ML;

/// <summary>Adds loaders of labeled images to <c>mlContext.Data</c>.</summary>
public static partial class RideDataCatalog
{
    /// <summary>
    /// Lists labeled images in any form, in the parts that they have: to train on, to validate on, and to test on. Image files are not opened,
    /// except for those whose names do not end like an image's.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The parts are named <c>train</c> or <c>training</c>; <c>validation</c>, <c>val</c>, <c>valid</c>, or <c>dev</c>; <c>test</c> or <c>testing</c>, in any case.
    /// They are folders that contain the class folders, values of a manifest's column Split, or CIFAR files.
    /// </para>
    /// <para>What is skipped is logged as a warning (<c>MLContext.Log</c>): see <see cref="LoadImageFolder"/> and <see cref="LoadImageManifest"/>.</para>
    /// </remarks>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="path">
    /// A folder with one folder per class, or with folders of parts that contain them; a folder of CIFAR binaries; a manifest (.csv, .tsv);
    /// a list (.txt); or a CIFAR binary (.bin).
    /// </param>
    /// <param name="imageFolder">The folder against which the paths in a list are resolved; <see langword="null"/> for the list's folder.</param>
    /// <returns>The parts, or all images if the data has no parts. Rows have Label, and ImagePath or Image.</returns>
    /// <exception cref="FileNotFoundException">The file or folder does not exist.</exception>
    /// <exception cref="ArgumentException">An image folder is given for data other than a list.</exception>
    /// <exception cref="InvalidDataException">The data is not in one of these forms, has unknown or ambiguous parts, or contains no images.</exception>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    public static ImageSets LoadImageSets(this DataOperationsCatalog catalog, string path, string? imageFolder = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new ImageSetsLoader(catalog, Warnings(catalog)).Load(path, imageFolder);
    }

    /// <summary>Lists the images of a folder with one subfolder per class, sorted by class and path.</summary>
    /// <remarks>
    /// <para>
    /// Images in folders within a class folder belong to the class. Hidden files and folders are skipped (names that begin with a dot, <c>@eaDir</c>,
    /// <c>__MACOSX</c>, and so on). A file that links lead to is listed once; a link to a folder around it is not followed.
    /// </para>
    /// <para>
    /// Files are images by the endings of their names (png, jpg, jpeg, jfif, jpe, bmp, gif, webp) or else by their first bytes. Images that cannot be decoded
    /// (TIFF, HEIC, AVIF, …), class folders without images, and labels that differ only by case are logged as warnings (<c>MLContext.Log</c>).
    /// </para>
    /// </remarks>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="path">The folder that contains the class folders.</param>
    /// <returns>Rows with ImagePath (text; <paramref name="path"/> joined with the relative path of the file) and Label (text; the class folder's name,
    /// trimmed and in Unicode's normalization form C).</returns>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="InvalidDataException">The folder has no class folders, they contain no images, or it contains folders of parts
    /// such as <c>train</c> and <c>test</c>, which <see cref="LoadImageSets"/> reads.</exception>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    public static IDataView LoadImageFolder(this DataOperationsCatalog catalog, string path)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        Action<string> warn = Warnings(catalog);
        IReadOnlyList<ImageRow> rows = ImageFolder.List(new FolderTree(warn), path);
        LabelText.Report(rows.Select(row => row.Label), warn);
        return catalog.LoadFromEnumerable(rows);
    }

    /// <summary>
    /// Lists the images of a manifest: a comma- or tab-separated table with a header that names the columns ImagePath, Label, and
    /// optionally Split, in any case (data-schemas/image-manifest.schema.json). Other columns are ignored. Image files are not opened.
    /// Labels that differ only by case are logged as a warning (<c>MLContext.Log</c>).
    /// </summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="path">The manifest, UTF-8. Fields may be in double quotes.</param>
    /// <param name="split">
    /// The split whose images are listed, by any of its names (<see cref="LoadImageSets"/>), or another value of the column Split; <see langword="null"/> for all.
    /// </param>
    /// <returns>Rows in the order of the lines, with ImagePath (text; relative paths are resolved against the manifest's folder, and backslashes may stand for slashes),
    /// Label (text, trimmed and in Unicode's normalization form C) and, if the manifest has it, Split (text; <c>train</c>, <c>validation</c>, <c>test</c>, or another value
    /// as it is written).</returns>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">A column or a field is missing, a line is malformed or not UTF-8, or there are no images (in the split).</exception>
    public static IDataView LoadImageManifest(this DataOperationsCatalog catalog, string path, string? split = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ImageManifest manifest = ImageManifest.Read(path, Warnings(catalog));
        IReadOnlyList<SplitImageRow> rows = split is null ? manifest.Rows : manifest.OfSplit(split);
        return manifest.HasSplits ? catalog.LoadFromEnumerable(rows) : catalog.LoadFromEnumerable(ImageRow.WithoutSplit(rows));
    }

    /// <summary>
    /// Lists the images of a list file like those of ImageNet-LT, Places-LT, and iNaturalist: each line has the path of an image, which may
    /// contain spaces, white space, and the number of its class. Empty lines are skipped. Image files are not opened.
    /// </summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="path">The list, UTF-8.</param>
    /// <param name="imageFolder">The folder against which the paths in the list are resolved.</param>
    /// <returns>Rows in the order of the lines, with ImagePath (text; backslashes may stand for slashes) and Label (<see cref="uint"/> from 0).</returns>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="DirectoryNotFoundException">The image folder does not exist.</exception>
    /// <exception cref="InvalidDataException">A line has no class number or is not UTF-8, or there are no lines.</exception>
    public static IDataView LoadImageList(this DataOperationsCatalog catalog, string path, string imageFolder)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(imageFolder);
        return catalog.LoadFromEnumerable(ImageList.Read(path, imageFolder));
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

    private static Action<string> Warnings(DataOperationsCatalog catalog) => MLEnvironment.Warnings(catalog, nameof(RideDataCatalog));
}
