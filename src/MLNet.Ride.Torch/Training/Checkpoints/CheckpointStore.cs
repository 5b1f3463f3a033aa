using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Training.Checkpoints;

/// <summary>The folder that a run keeps its checkpoint in.</summary>
internal sealed class CheckpointStore
{
    private readonly bool _resume;

    private CheckpointStore(string folder, CheckpointOptions options)
    {
        Path = System.IO.Path.Combine(folder, CheckpointOptions.FileName);
        EveryEpochs = options.EveryEpochs;
        _resume = options.Resume;
    }

    /// <summary>The checkpoint's file.</summary>
    public string Path { get; }

    public int EveryEpochs { get; }

    /// <summary>Makes the folder and sees that files can be written to it.</summary>
    /// <returns>The store, or null where the options ask for no checkpoints.</returns>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static CheckpointStore? Open(CheckpointOptions options)
    {
        if (options.Folder is null)
        {
            return null;
        }

        try
        {
            string folder = System.IO.Path.GetFullPath(options.Folder);
            Directory.CreateDirectory(folder);
            string probe = System.IO.Path.Combine(folder, $".{Guid.NewGuid():N}");
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
            }

            return new CheckpointStore(folder, options);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new IOException(
                $"The folder of the checkpoints, '{options.Folder}', cannot be written to: {cause.Message.TrimEnd('.')}. "
                + "Set Checkpoints.Folder to a folder that can, or to null for no checkpoints.",
                cause);
        }
    }

    /// <summary>Where the run that the folder's checkpoint belongs to stands; null where it is to start anew.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is damaged.</exception>
    public CheckpointCard? Find() => _resume && File.Exists(Path) ? CheckpointFile.ReadCard(Path) : null;
}
