using System.Runtime.InteropServices;

namespace MLNet.Ride.Torch.Runtime.Mpi;

/// <summary>The MPI library of the system, with the few functions that training needs, looked up when it is loaded.</summary>
internal sealed unsafe class MpiLibrary
{
    private const int ThreadSerialized = 2;

    // soname 12 is that of MPICH and Intel MPI, and of Open MPI up to version 1.10.
    private static readonly string[] s_openMpi = ["libmpi.so.40", "libmpi.so", "libmpi.40.dylib", "libmpi.dylib"];
    private static readonly string[] s_mpich = ["libmpi.so.12", "libmpich.so.12", "libmpi.12.dylib", "msmpi.dll"];

    private readonly MpiHandles _handles;
    private readonly delegate* unmanaged<void*, void*, int, nint, nint, nint, int> _allReduce;
    private readonly delegate* unmanaged<void*, int, nint, int, nint, int> _broadcast;
    private readonly delegate* unmanaged<nint, int, int> _abort;
    private readonly delegate* unmanaged<nint, int*, int> _rank;
    private readonly delegate* unmanaged<nint, int*, int> _size;
    private readonly delegate* unmanaged<int*, int> _isInitialized;
    private readonly delegate* unmanaged<int*, byte***, int, int*, int> _initialize;
    private readonly delegate* unmanaged<int> _finalize;

    private MpiLibrary(nint library, string name)
    {
        Name = name;
        _handles = MpiHandles.Of(library);
        _allReduce = (delegate* unmanaged<void*, void*, int, nint, nint, nint, int>)Find("MPI_Allreduce");
        _broadcast = (delegate* unmanaged<void*, int, nint, int, nint, int>)Find("MPI_Bcast");
        _abort = (delegate* unmanaged<nint, int, int>)Find("MPI_Abort");
        _rank = (delegate* unmanaged<nint, int*, int>)Find("MPI_Comm_rank");
        _size = (delegate* unmanaged<nint, int*, int>)Find("MPI_Comm_size");
        _isInitialized = (delegate* unmanaged<int*, int>)Find("MPI_Initialized");
        _initialize = (delegate* unmanaged<int*, byte***, int, int*, int>)Find("MPI_Init_thread");
        _finalize = (delegate* unmanaged<int>)Find("MPI_Finalize");

        nint Find(string function) => NativeLibrary.GetExport(library, function);
    }

    public string Name { get; }

    /// <summary>Loads the library of the launcher's kind, or else of the other.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static MpiLibrary Load(Launcher launcher)
    {
        string[] names = launcher.IsOpenMpi ? [.. s_openMpi, .. s_mpich] : [.. s_mpich, .. s_openMpi];
        foreach (string name in names)
        {
            if (GlobalLibrary.Load(name) is var library and not 0)
            {
                return new(library, name);
            }
        }

        throw new InvalidOperationException(
            "An MPI launcher started this process, but no MPI library was found "
            + $"({string.Join(", ", names)}). Install the library of the launcher, such as Debian's package openmpi-bin, or add its folder to LD_LIBRARY_PATH. To train in "
            + "each process on its own, set DataParallel = false.");
    }

    /// <summary>Initializes MPI, unless the app has done so.</summary>
    /// <returns>Whether this call initialized it, so that it has to be finalized.</returns>
    /// <exception cref="InvalidOperationException">The library cannot be called from more than one thread, one at a time.</exception>
    public bool Initialize()
    {
        int initialized, provided;
        Check(_isInitialized(&initialized), "MPI_Initialized");
        if (initialized != 0)
        {
            return false;
        }

        Check(_initialize(null, null, ThreadSerialized, &provided), "MPI_Init_thread");
        return provided >= ThreadSerialized
            ? true
            : throw new InvalidOperationException($"The MPI library '{Name}' supports only one thread, but .NET calls it from several: use one with MPI_THREAD_SERIALIZED.");
    }

    public int Rank()
    {
        int rank;
        Check(_rank(_handles.World, &rank), "MPI_Comm_rank");
        return rank;
    }

    public int Size()
    {
        int size;
        Check(_size(_handles.World, &size), "MPI_Comm_size");
        return size;
    }

    /// <summary>Replaces the numbers by their sums over all processes.</summary>
    public void Sum(Span<float> numbers)
    {
        fixed (float* start = numbers)
        {
            Check(_allReduce(_handles.InPlace, start, numbers.Length, _handles.Float, _handles.Sum, _handles.World), "MPI_Allreduce");
        }
    }

    /// <summary>Replaces the numbers by their sums over all processes.</summary>
    public void Sum(Span<double> numbers)
    {
        fixed (double* start = numbers)
        {
            Check(_allReduce(_handles.InPlace, start, numbers.Length, _handles.Double, _handles.Sum, _handles.World), "MPI_Allreduce");
        }
    }

    /// <summary>Replaces the bytes by those of process 0.</summary>
    public void Broadcast(Span<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            Check(_broadcast(start, bytes.Length, _handles.Byte, 0, _handles.World), "MPI_Bcast");
        }
    }

    /// <summary>Ends all processes.</summary>
    public void Abort(int exitCode) => _ = _abort(_handles.World, exitCode);

    public void Finish() => _ = _finalize();

    private void Check(int code, string function)
    {
        if (code != 0)
        {
            throw new InvalidOperationException($"{function} of the MPI library '{Name}' failed with code {code}.");
        }
    }
}
