using System.Runtime.InteropServices;

namespace MLNet.Ride.Tool.Commands;

/// <summary>
/// Work that has something to keep when it is stopped: while this is there the first Ctrl-C (or SIGTERM) cancels, and a second one ends the
/// process at once, as the first does without it.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly PosixSignalRegistration[] _signals;

    public Interruption() => _signals = [On(PosixSignal.SIGINT), On(PosixSignal.SIGTERM)];

    public CancellationToken Token => _cancellation.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals)
        {
            signal.Dispose();
        }

        _cancellation.Dispose();
    }

    private PosixSignalRegistration On(PosixSignal signal)
        => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = !_cancellation.IsCancellationRequested;
            _cancellation.Cancel();
        });
}
