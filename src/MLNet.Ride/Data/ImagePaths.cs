namespace MLNet.Ride.Data;

/// <summary>Paths as manifests and lists have them.</summary>
internal static class ImagePaths
{
    /// <summary>
    /// A path from a folder on. One with backslashes, as Windows writes them, is read with slashes where that leads to a file and the path as written does not.
    /// </summary>
    public static string Join(string folder, string written)
    {
        string path = Path.Combine(folder, written);
        if (Path.DirectorySeparatorChar == '\\' || !written.Contains('\\') || File.Exists(path))
        {
            return path;
        }

        string withSlashes = Path.Combine(folder, written.Replace('\\', '/'));
        return File.Exists(withSlashes) ? withSlashes : path;
    }
}
