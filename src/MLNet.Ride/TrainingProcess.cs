using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime.Mpi;

namespace MLNet.Ride;

/// <summary>
/// This process among those that an MPI launcher such as <c>mpirun</c> started, which train one model together (<see cref="RideOptions.DataParallel"/>). Every
/// process gets the trained model; let the first one save it.
/// </summary>
public static class TrainingProcess
{
    /// <summary>Number of the process, from 0; 0 without a launcher.</summary>
    public static int Rank => Launcher.Current?.Rank ?? 0;

    /// <summary>Number of processes; 1 without a launcher, <see langword="null"/> if the launcher does not say.</summary>
    public static int? Count => Launcher.Current is { } launcher ? launcher.Size : 1;

    /// <summary>Whether it is the first process, which reports and writes files.</summary>
    public static bool IsFirst => Rank == 0;
}
