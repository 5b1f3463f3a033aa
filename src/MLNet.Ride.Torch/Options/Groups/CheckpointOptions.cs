using System.ComponentModel.DataAnnotations;

namespace MLNet.Ride.Torch.Options;

/// <summary>Checkpoints, from which a canceled or killed training run can be resumed.</summary>
/// <remarks>
/// On the CPU, a resumed run gives the same weights, bit for bit, as an uninterrupted one on the same machine with the same number of threads.
/// Cancellation, or any other exception that leaves finite weights, writes a checkpoint within the epoch.
/// </remarks>
public sealed class CheckpointOptions
{
    internal const string FileName = "training.safetensors";

    /// <summary>
    /// Folder of the checkpoint, created if missing. A run on images other than those of the checkpoint there, such as the next fold of a cross-validation,
    /// uses a folder in it. <see langword="null"/> turns checkpoints off.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? Folder { get; set; }

    /// <summary>Number of epochs between checkpoints, at least 1; the end of each stage always writes one.</summary>
    /// <value>The default value is 1.</value>
    [Range(1, int.MaxValue)]
    public int EveryEpochs { get; set; } = 1;

    /// <summary>
    /// Whether to resume from the checkpoint in the folder, if there is one; otherwise the run starts over and replaces it.
    /// A checkpoint of a finished run returns its model at once; one with other options is refused.
    /// </summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool Resume { get; set; } = true;

    /// <summary>Whether there is a checkpoint to resume from.</summary>
    internal bool HasOne => Resume && Folder is not null && File.Exists(Path.Combine(Folder, FileName));

    internal CheckpointOptions Copy() => (CheckpointOptions)MemberwiseClone();

    internal void CheckTogether()
    {
        if (Folder is not null && (string.IsNullOrWhiteSpace(Folder) || Folder.Contains('\0', StringComparison.Ordinal)))
        {
            throw new ArgumentException("Checkpoints.Folder must be the path of a folder, or null for no checkpoints.", "Checkpoints.Folder");
        }
    }
}
