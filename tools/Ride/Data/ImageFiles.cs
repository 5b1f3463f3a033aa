using MLNet.Ride.Data.Folders;

namespace MLNet.Ride.Tool.Data;

/// <summary>The images that a path stands for.</summary>
internal static class ImageFiles
{
    /// <summary>The images of a folder and of the folders in it, sorted by path; or the path itself, if it is not a folder.</summary>
    /// <param name="path">A path.</param>
    /// <param name="warn">Receives reports of images that cannot be decoded and are skipped.</param>
    /// <exception cref="UserError">The folder contains no images.</exception>
    public static IEnumerable<string> In(string path, Action<string> warn)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        var tree = new FolderTree(warn);
        var finder = new ImageFinder();
        string[] images = [.. finder.Images(tree.Files(path), path).Select(file => file.Path)];
        finder.Report(warn);
        return images.Length > 0 ? images : throw new UserError($"The folder '{path}' contains no images that can be decoded.");
    }
}
