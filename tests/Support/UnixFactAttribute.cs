namespace MLNet.Ride.Tests.Support;

/// <summary>A test of signals; skipped on Windows, where no process can send another Ctrl-C alone.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows cannot send this signal to another process." : null;
}
