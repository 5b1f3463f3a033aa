using MLNet.Ride.Images;

namespace MLNet.Ride;

/// <summary>Why an image is given a class: Grad-CAM heat maps (<see cref="RideTransformer.Explain"/>).</summary>
public sealed class ImageExplanation
{
    private readonly byte[] _pixels;

    internal ImageExplanation(ClassProbability explained, int size, byte[] pixels, IReadOnlyList<float[]> experts, float[] mean)
    {
        _pixels = pixels;
        Class = explained;
        Mean = new("mean", size, mean);
        Experts = [.. experts.Select((values, expert) => new HeatMap($"expert {expert + 1}", size, values))];
    }

    /// <summary>The explained class and its probability.</summary>
    public ClassProbability Class { get; }

    /// <summary>The heat map of all experts used.</summary>
    public HeatMap Mean { get; }

    /// <summary>The heat maps of the experts used, in their order.</summary>
    public IReadOnlyList<HeatMap> Experts { get; }

    /// <summary>Draws a heat map over the image.</summary>
    /// <param name="map">One of the maps.</param>
    /// <returns>The square that the network sees, S × S pixels, as PNG.</returns>
    public byte[] ToPng(HeatMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return EncodedPicture.Png(Overlay(map), map.Size, map.Size);
    }

    /// <summary>
    /// Draws the image and its heat maps side by side: the square that the network sees, the mean, and, if there are several, the experts.
    /// </summary>
    /// <returns>The picture as PNG.</returns>
    public byte[] ToPng()
    {
        IEnumerable<byte[]> maps = (Experts.Count > 1 ? Experts.Prepend(Mean) : [Mean]).Select(Overlay);
        byte[][] squares = [_pixels, .. maps];
        int stride = 3 * Mean.Size;
        var strip = new byte[squares.Length * _pixels.Length];
        for (int row = 0; row < Mean.Size; row++)
        {
            for (int i = 0; i < squares.Length; i++)
            {
                squares[i].AsSpan(row * stride, stride).CopyTo(strip.AsSpan(((row * squares.Length) + i) * stride));
            }
        }

        return EncodedPicture.Png(strip, squares.Length * Mean.Size, Mean.Size);
    }

    /// <summary>The square with the heat map over it: S · S · 3 bytes.</summary>
    internal byte[] Overlay(HeatMap map) => HeatColors.Over(_pixels, map.Values);
}
