using System.Runtime.InteropServices;

namespace TrainApp;

/// <summary>Cancels on SIGTERM, which launchers send.</summary>
internal sealed class PosixSignals(CancellationTokenSource source) : IDisposable
{
    private readonly PosixSignalRegistration _registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
    {
        context.Cancel = true;
        source.Cancel();
    });

    public void Dispose() => _registration.Dispose();
}
