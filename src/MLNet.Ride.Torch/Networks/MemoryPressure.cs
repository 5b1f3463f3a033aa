namespace MLNet.Ride.Torch.Networks;

/// <summary>
/// Tells the garbage collector of native memory, which it does not see: where nobody disposes the owner, the collector takes it as often as
/// its size deserves.
/// </summary>
internal sealed class MemoryPressure : IDisposable
{
    private long _bytes;

    public MemoryPressure(long bytes)
    {
        GC.AddMemoryPressure(bytes);
        _bytes = bytes;
    }

    ~MemoryPressure() => Release();

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        long bytes = Interlocked.Exchange(ref _bytes, 0);
        if (bytes > 0)
        {
            GC.RemoveMemoryPressure(bytes);
        }
    }
}
