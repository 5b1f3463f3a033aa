namespace MLNet.Ride.Torch.Runtime;

/// <summary>
/// Reports memory to the garbage collector, which cannot see what is native and takes its time over large arrays: otherwise it would collect too rarely if the
/// owner is not disposed.
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
