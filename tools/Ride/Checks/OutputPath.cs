namespace MLNet.Ride.Tool.Checks;

/// <summary>Checks before the work begins that its results can be written.</summary>
internal static class OutputPath
{
    /// <summary>Checks the path of a file that will be written.</summary>
    /// <param name="file">The file.</param>
    /// <param name="flag">The option that names it.</param>
    /// <exception cref="UserError">It is a folder, or its folder cannot be written.</exception>
    public static void CheckFile(FileInfo file, string flag)
    {
        if (Directory.Exists(file.FullName))
        {
            throw new UserError($"{flag} must be a file, but '{file}' is a folder.");
        }

        CheckFolder(file.DirectoryName!, flag);
    }

    /// <summary>Checks a folder that files will be written to; it need not exist.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="flag">The option that names it.</param>
    /// <exception cref="UserError">It is a file, or cannot be written.</exception>
    public static void CheckFolder(string folder, string flag)
    {
        string existing = Existing(folder);
        if (File.Exists(existing))
        {
            throw new UserError($"{flag}: '{existing}' is a file, but must be a folder. Specify another path.");
        }

        if (!IsWritable(existing))
        {
            throw new UserError($"{flag}: the folder '{existing}' is not writable. Specify another path, or change the permissions of the folder.");
        }
    }

    /// <summary>Checks the folder for temporary files.</summary>
    /// <exception cref="UserError">It does not exist, or cannot be written.</exception>
    public static void CheckTemporaryFolder()
    {
        string folder = Path.GetTempPath();
        string variable = OperatingSystem.IsWindows() ? "TMP" : "TMPDIR";
        if (!Directory.Exists(folder))
        {
            throw new UserError($"The folder for temporary files, '{folder}', does not exist. Create it, or set {variable} to another folder.");
        }

        if (!IsWritable(folder))
        {
            throw new UserError($"The folder for temporary files, '{folder}', is not writable. Set {variable} to another folder.");
        }
    }

    /// <summary>A path, or the nearest folder or file around it that exists.</summary>
    public static string Existing(string path)
    {
        path = Path.GetFullPath(path);
        while (!Path.Exists(path) && Path.GetDirectoryName(path) is { } parent)
        {
            path = parent;
        }

        return path;
    }

    private static bool IsWritable(string folder)
    {
        try
        {
            string probe = Path.Combine(folder, $".{Guid.NewGuid():N}");
            using var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
