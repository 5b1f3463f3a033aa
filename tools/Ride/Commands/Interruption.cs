using System.Runtime.InteropServices;

namespace MLNet.Ride.Tool.Commands;

/// <summary>
/// Cancels work that saves its state when it is stopped: on the first Ctrl-C (or SIGTERM). A second one ends the process immediately, as the
/// first does without this object.
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
