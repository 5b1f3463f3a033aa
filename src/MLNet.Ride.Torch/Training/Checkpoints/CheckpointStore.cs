using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Training.Checkpoints;

/// <summary>The checkpoint folder of a run.</summary>
internal sealed class CheckpointStore
{
    private readonly bool _writes;

    private CheckpointStore(string folder, CheckpointOptions options, bool writes)
    {
        _writes = writes;
        Path = FileIn(folder);
        EveryEpochs = options.EveryEpochs;
        Resumes = options.Resume;
    }

    /// <summary>The checkpoint's file.</summary>
    public string Path { get; }

    /// <summary>The checkpoint's folder.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    public int EveryEpochs { get; }

    /// <summary>Whether a run continues what it finds in the folder.</summary>
    public bool Resumes { get; }

    /// <summary>The checkpoint's file in a folder.</summary>
    public static string FileIn(string folder) => System.IO.Path.Combine(folder, CheckpointOptions.FileName);

    /// <summary>Creates the folder and checks that it is writable.</summary>
    /// <param name="options">Where and how often checkpoints are written.</param>
    /// <param name="writes">Whether this process writes them; otherwise, the folder may be missing.</param>
    /// <returns>The store, or null if checkpoints are disabled.</returns>
    /// <exception cref="IOException">The folder is not writable.</exception>
    public static CheckpointStore? Open(CheckpointOptions options, bool writes = true)
    {
        if (options.Folder is null)
        {
            return null;
        }

        try
        {
            string folder = System.IO.Path.GetFullPath(options.Folder);
            if (!writes)
            {
                return new CheckpointStore(folder, options, writes);
            }

            Directory.CreateDirectory(folder);
            string probe = System.IO.Path.Combine(folder, $".{Guid.NewGuid():N}");
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
            }

            return new CheckpointStore(folder, options, writes);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new IOException(
                $"The checkpoint folder '{options.Folder}' is not writable: {cause.Message.TrimEnd('.')}. "
                + "Set Checkpoints.Folder to a writable folder, or to null for no checkpoints.",
                cause);
        }
    }

    /// <summary>
    /// Returns the store of a run on these images: this one, or a folder in it if its checkpoint belongs to a run on other images, such as another fold of a
    /// cross-validation or an earlier, smaller training set.
    /// </summary>
    /// <exception cref="InvalidDataException">The checkpoint is damaged.</exception>
    /// <exception cref="IOException">The folder is not writable.</exception>
    public CheckpointStore ForData(DataFingerprint data)
        => Find() is { } other && other.Data != data
            ? Open(new() { Folder = System.IO.Path.Combine(Folder, data.ShortHash()), EveryEpochs = EveryEpochs, Resume = Resumes }, _writes)!
            : this;

    /// <summary>Returns the state of the checkpoint in the folder; null if the run should start over.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is damaged.</exception>
    public CheckpointCard? Find() => Resumes && File.Exists(Path) ? CheckpointFile.ReadCard(Path) : null;
}
