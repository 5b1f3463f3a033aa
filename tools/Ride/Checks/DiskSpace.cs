using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tool.Checks;

/// <summary>Checks before training that the disks have room for the model and its checkpoint.</summary>
/// <param name="disks">Size and free bytes of the disk of a path; <see langword="null"/> if unknown.</param>
internal sealed class DiskSpace(Func<string, (long Size, long Free)?> disks)
{
    // The number of classes is not known before images are read, and adds little.
    private static readonly int[] s_fewestClasses = [1, 1];

    public DiskSpace()
        : this(OfDisk)
    {
    }

    /// <summary>Checks that there is room for the result and the checkpoint.</summary>
    /// <exception cref="UserError">A disk has too little room.</exception>
    public void Check(RideOptions options, string model, string checkpointFolder)
    {
        long weights = sizeof(float) * NetworkCost.Of(RideTraining.Describe(options, s_fewestClasses)).Parameters;
        (string Path, long Bytes)[] needs = [(model, weights), (checkpointFolder, CheckpointBytes(options, weights))];

        // Disks are told apart by their size: on Unix, .NET knows a disk only by the path that is asked about.
        foreach (var disk in needs.Select(n => (n.Path, n.Bytes, Disk: disks(OutputPath.Existing(n.Path)))).Where(n => n.Disk is not null).GroupBy(n => n.Disk!.Value.Size))
        {
            (long needed, long free) = (disk.Sum(n => n.Bytes), disk.Min(n => n.Disk!.Value.Free));
            if (needed > free)
            {
                throw new UserError(
                    $"There is too little space for {string.Join(" and ", disk.Select(n => $"'{n.Path}'"))}: training needs at least {Megabytes(needed)}, but only "
                    + $"{Megabytes(free)} are free. Free some space, or write to another disk with --output and --checkpoint.");
            }
        }
    }

    // Weights, moments, gradients, and copies of the weights. A checkpoint replaces the one before it after it is written.
    private static long CheckpointBytes(RideOptions options, long weights)
    {
        bool[] copies =
        [
            true,
            true,
            options.Optimizer.Algorithm == OptimizerAlgorithm.AdamW,
            options.Optimizer.AccumulationSteps > 1,
            options.Optimizer.AverageDecay > 0,
            options.Validation.Keep == KeptEpoch.Best,
        ];
        return 2 * weights * copies.Count(copy => copy);
    }

    private static string Megabytes(long bytes) => $"{(bytes + 999_999) / 1_000_000:N0} MB";

    private static (long, long)? OfDisk(string path)
    {
        try
        {
            var drive = new DriveInfo(path);
            return (drive.TotalSize, drive.AvailableFreeSpace);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
