namespace MLNet.Ride.Tool.Commands;

/// <summary>Writes now and then how many images are done.</summary>
internal sealed class CountProgress(Terminal terminal, string what) : IProgress<int>
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);
    private long _last = TimeProvider.System.GetTimestamp();

    public void Report(int value)
    {
        if (TimeProvider.System.GetElapsedTime(_last) >= s_interval)
        {
            _last = TimeProvider.System.GetTimestamp();
            terminal.Error.WriteLine($"{value:N0} {what}");
        }
    }
}
