using MLNet.Ride.Data;

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
