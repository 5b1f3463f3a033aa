
namespace MLNet.Ride.Torch.Options;

/// <summary>Checkpoints of a training run, from which it can go on after it was cancelled or killed.</summary>
/// <remarks>
/// On the CPU a run that goes on gives the same weights, bit for bit, as one that was never interrupted, on the same machine with the same
/// number of threads. Cancellation, or any other exception that leaves finite weights, writes a checkpoint within the epoch.
/// </remarks>
public sealed class CheckpointOptions
{
    /// <summary>Folder of the checkpoint, made where it is not there; one folder for one run. <see langword="null"/> writes none.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? Folder { get; set; }

    /// <summary>A checkpoint is written after every so many epochs, at least 1, and at the end of each stage.</summary>
    /// <value>The default value is 1.</value>
    public int EveryEpochs { get; set; } = 1;

    /// <summary>
    /// Whether the run goes on from the checkpoint in the folder, where there is one; otherwise it starts anew and replaces that checkpoint.
    /// A checkpoint of a finished run gives its model at once; one of other options or data is refused.
    /// </summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool Resume { get; set; } = true;

    internal const string FileName = "training.safetensors";

    /// <summary>Whether there is a checkpoint to resume from.</summary>
    internal bool HasOne => Resume && Folder is not null && File.Exists(Path.Combine(Folder, FileName));

    internal CheckpointOptions Copy() => (CheckpointOptions)MemberwiseClone();

    internal void Validate()
    {
        OptionCheck.InRange(EveryEpochs, 1, int.MaxValue, "Checkpoints.EveryEpochs");
        if (Folder is not null && (string.IsNullOrWhiteSpace(Folder) || Folder.Contains('\0', StringComparison.Ordinal)))
        {
            throw new ArgumentException("Checkpoints.Folder must be the path of a folder, or null for no checkpoints.", "Checkpoints.Folder");
        }
    }
}
