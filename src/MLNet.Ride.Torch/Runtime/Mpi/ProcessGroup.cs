using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace MLNet.Ride.Torch.Runtime.Mpi;

/// <summary>
/// The processes that train one model together. What they do together, each has to call, in the same order: sums, broadcasts, agreements.
/// </summary>
internal sealed class ProcessGroup
{
    private static readonly Lazy<ProcessGroup> s_launched = new(Join);

    private readonly MpiLibrary? _mpi;
    private State _state;

    private ProcessGroup(MpiLibrary? mpi, int rank, int size) => (_mpi, Rank, Size) = (mpi, rank, size);

    /// <summary>This process alone.</summary>
    public static ProcessGroup Single { get; } = new(null, 0, 1);

    /// <summary>Number of this process, from 0.</summary>
    public int Rank { get; }

    /// <summary>Number of processes.</summary>
    public int Size { get; }

    /// <summary>Whether this process reports and writes files.</summary>
    public bool IsFirst => Rank == 0;

    /// <summary>Whether there are other processes.</summary>
    public bool IsParallel => Size > 1;

    /// <summary>
    /// The processes that an MPI launcher started; this one alone if it was started in another way. MPI is loaded and initialized on first use, and
    /// finalized when the process ends.
    /// </summary>
    /// <exception cref="InvalidOperationException">The MPI library is missing, or does not belong to the launcher.</exception>
    public static ProcessGroup Launched => s_launched.Value;

    /// <summary>Replaces the numbers by their sums over all processes.</summary>
    public void Sum(Span<float> numbers) => _mpi?.Sum(numbers);

    /// <summary>Replaces the numbers by their sums over all processes.</summary>
    public void Sum(Span<double> numbers) => _mpi?.Sum(numbers);

    /// <summary>Replaces the bytes by those of process 0.</summary>
    public void Broadcast(Span<byte> bytes) => _mpi?.Broadcast(bytes);

    /// <summary>Returns the number of process 0.</summary>
    public int OfFirst(int number)
    {
        Broadcast(MemoryMarshal.AsBytes(new Span<int>(ref number)));
        return number;
    }

    /// <summary>Returns whether something holds in any of the processes.</summary>
    public bool Any(bool holds)
    {
        double count = holds ? 1 : 0;
        Sum(new Span<double>(ref count));
        return count > 0;
    }

    /// <summary>Checks that a text is the same in all processes.</summary>
    /// <param name="text">The text, the same or not.</param>
    /// <param name="difference">The message if it differs from that of process 0.</param>
    /// <exception cref="InvalidOperationException">It differs from that of process 0.</exception>
    public void CheckSame(string text, string difference)
    {
        byte[] own = SHA256.HashData(Encoding.UTF8.GetBytes(text)), first = [.. own];
        Broadcast(first);
        if (!own.SequenceEqual(first))
        {
            throw new InvalidOperationException(difference);
        }
    }

    /// <summary>Stops all processes if one of them was canceled.</summary>
    /// <exception cref="OperationCanceledException">One was canceled.</exception>
    public void ThrowIfCanceled(CancellationToken cancellationToken)
    {
        if (Any(cancellationToken.IsCancellationRequested))
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    /// <summary>Returns the token for what each process does on its own: it has to finish that if the others will wait for it.</summary>
    public CancellationToken Own(CancellationToken cancellationToken) => IsParallel ? CancellationToken.None : cancellationToken;

    /// <summary>Begins something that the processes do together. A process that ends before it is over ends all others, which would wait for it in vain.</summary>
    public void Begin() => _state = State.Together;

    /// <summary>Waits until all processes have come to the end of it.</summary>
    public void End()
    {
        _ = Any(false);
        _state = State.Apart;
    }

    /// <summary>Notes that all processes stopped together: each of them can end in its own time.</summary>
    public void Stop() => _state = State.Stopped;

    private static ProcessGroup Join()
    {
        if (Launcher.Current is not { } launcher || launcher.Size == 1)
        {
            return Single;
        }

        MpiLibrary mpi = MpiLibrary.Load(launcher);
        bool ends = mpi.Initialize();
        var group = new ProcessGroup(mpi, mpi.Rank(), mpi.Size());
        if (ends)
        {
            AppDomain.CurrentDomain.ProcessExit += (_, _) => group.Leave();
        }

        return launcher.Size is { } size && size != group.Size
            ? throw new InvalidOperationException(
                $"The launcher started {size} processes, but the MPI library '{mpi.Name}' counts {group.Size}: it belongs to another MPI. Use the launcher of that library, "
                + "or put the library of the launcher first in LD_LIBRARY_PATH.")
            : group;
    }

    private void Leave()
    {
        bool failed = _state == State.Together || (_state == State.Apart && Environment.ExitCode != 0);
        if (failed)
        {
            _mpi!.Abort(Environment.ExitCode == 0 ? 1 : Environment.ExitCode);
        }
        else
        {
            _mpi!.Finish();
        }
    }

    private enum State
    {
        Apart,
        Together,
        Stopped,
    }
}
