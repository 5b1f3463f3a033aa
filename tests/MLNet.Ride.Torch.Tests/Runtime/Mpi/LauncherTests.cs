using MLNet.Ride.Torch.Runtime.Mpi;

namespace MLNet.Ride.Torch.Tests.Runtime.Mpi;

public class LauncherTests
{
    [Fact]
    public void A_process_without_a_launcher_is_alone_and_loads_no_library()
    {
        Assert.Null(Launcher.Find(_ => null));
        Assert.Null(Launcher.Find(name => name is "SLURM_PROCID" or "SLURM_NTASKS" ? "2" : null)); // srun without MPI

        Assert.Same(ProcessGroup.Single, ProcessGroup.Launched);
    }

    [Theory]
    [InlineData("OMPI_COMM_WORLD_RANK=3 OMPI_COMM_WORLD_SIZE=4 OMPI_COMM_WORLD_LOCAL_RANK=1 PMIX_RANK=3", 3, 4, 1)] // mpirun of Open MPI
    [InlineData("PMI_RANK=2 PMI_SIZE=8 MPI_LOCALRANKID=0", 2, 8, 0)] // mpiexec of MPICH
    [InlineData("PMI_RANK=0 PMI_SIZE=2", 0, 2, null)] // mpiexec of MS-MPI
    [InlineData("PMIX_RANK=5 SLURM_STEP_NUM_TASKS=6 SLURM_LOCALID=2", 5, 6, 2)] // srun --mpi=pmix
    [InlineData("PMIX_RANK=5", 5, null, null)]
    public void Launchers_say_which_of_how_many_processes_this_is(string variables, int rank, int? size, int? localRank)
    {
        Dictionary<string, string> values = variables.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);

        Launcher launcher = Launcher.Find(name => values.GetValueOrDefault(name))!;

        Assert.Equal((rank, size, localRank), (launcher.Rank, launcher.Size, launcher.LocalRank));
        Assert.Equal(variables.StartsWith("OMPI", StringComparison.Ordinal), launcher.IsOpenMpi);
    }
}
