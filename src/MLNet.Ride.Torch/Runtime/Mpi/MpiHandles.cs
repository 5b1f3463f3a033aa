using System.Runtime.InteropServices;

namespace MLNet.Ride.Torch.Runtime.Mpi;

/// <summary>
/// The constants of an MPI library. Those of Open MPI are addresses of its symbols; those of MPICH, Intel MPI, and MS-MPI are numbers of their common ABI.
/// </summary>
/// <param name="World">The communicator of all processes.</param>
/// <param name="Byte">The type of bytes.</param>
/// <param name="Float">The type of 32-bit numbers.</param>
/// <param name="Double">The type of 64-bit numbers.</param>
/// <param name="Sum">The sum of numbers.</param>
/// <param name="Place">The address that stands for the same memory as that of the result.</param>
internal sealed record MpiHandles(nint World, nint Byte, nint Float, nint Double, nint Sum, nint Place)
{
    private static readonly MpiHandles s_mpich = new(0x44000000, 0x4c00010d, 0x4c00040a, 0x4c00080b, 0x58000003, -1);

    public unsafe void* InPlace => (void*)Place;

    public static MpiHandles Of(nint library)
    {
        return NativeLibrary.TryGetExport(library, "ompi_mpi_comm_world", out nint world)
            ? new(world, Symbol("byte"), Symbol("float"), Symbol("double"), Symbol("op_sum"), 1)
            : s_mpich;

        nint Symbol(string name) => NativeLibrary.GetExport(library, "ompi_mpi_" + name);
    }
}
