namespace MLNet.Ride.Torch.Convolutions;

/// <summary>Feature maps in memory: map by map, row by row, pixel by pixel, channel by channel.</summary>
internal readonly unsafe struct Maps(float* start, int count, int height, int width, int channels)
{
    public int Count { get; } = count;

    public int Height { get; } = height;

    public int Width { get; } = width;

    public int Channels { get; } = channels;

    /// <summary>Numbers from one row of pixels to the next.</summary>
    public nint Row => (nint)Width * Channels;

    /// <summary>The first channel of a pixel, which may lie outside.</summary>
    public float* At(int map, int y, int x) => Start + (((((nint)map * Height) + y) * Width) + x) * Channels;

    public float* Start { get; } = start;
}
