using System.Globalization;

namespace MLNet.Ride.Torch.Runtime.Mpi;

/// <summary>What the launcher of a parallel job (mpirun, mpiexec, srun) says about this process in environment variables.</summary>
/// <param name="Rank">Number of the process, from 0.</param>
/// <param name="Size">Number of processes; null if the launcher does not say.</param>
/// <param name="LocalRank">Number of the process among those on its host, from 0; null if the launcher does not say.</param>
internal sealed record Launcher(int Rank, int? Size, int? LocalRank)
{
    // Open MPI; MPICH, Intel MPI, MS-MPI, and Slurm with pmi2; Slurm with PMIx.
    private static readonly (string Rank, string Size)[] s_variables =
        [("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"), ("PMI_RANK", "PMI_SIZE"), ("PMIX_RANK", "SLURM_STEP_NUM_TASKS")];

    private static readonly string[] s_localRanks = ["OMPI_COMM_WORLD_LOCAL_RANK", "MPI_LOCALRANKID", "SLURM_LOCALID"];

    /// <summary>Whether Open MPI's launcher started the process.</summary>
    public bool IsOpenMpi { get; private init; }

    /// <summary>The launcher of this process; null if it was started in another way.</summary>
    public static Launcher? Current { get; } = Find(Environment.GetEnvironmentVariable);

    /// <param name="variable">Returns an environment variable.</param>
    public static Launcher? Find(Func<string, string?> variable)
    {
        foreach ((string rank, string size) in s_variables)
        {
            if (Number(variable(rank)) is { } number)
            {
                return new(number, Number(variable(size)), s_localRanks.Select(name => Number(variable(name))).FirstOrDefault(local => local is not null))
                {
                    IsOpenMpi = rank == s_variables[0].Rank,
                };
            }
        }

        return null;
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
