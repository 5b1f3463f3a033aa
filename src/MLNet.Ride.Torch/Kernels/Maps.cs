
namespace MLNet.Ride.Torch.Kernels;

/// <summary>Feature maps in memory (NHWC), of single-precision numbers or <see cref="BFloat"/>.</summary>
internal readonly unsafe struct Maps<T>(T* start, int count, int height, int width, int channels)
    where T : unmanaged
{
    public int Count { get; } = count;

    public int Height { get; } = height;

    public int Width { get; } = width;

    public int Channels { get; } = channels;

    /// <summary>Numbers from one row of pixels to the next.</summary>
    public nint Row => (nint)Width * Channels;

    /// <summary>The first channel of a pixel, which may lie outside the map.</summary>
    public T* At(int map, int y, int x) => Start + (((((nint)map * Height) + y) * Width) + x) * Channels;

    public T* Start { get; } = start;

    /// <summary>A range of the maps.</summary>
    public Maps<T> Slice(int first, int count) => new(At(first, 0, 0), count, Height, Width, Channels);
}
