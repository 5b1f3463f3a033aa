using System.Runtime.CompilerServices;

namespace MLNet.Ride.Torch.Kernels;

/// <summary>Writes the product of a panel to the channels of a row of pixels.</summary>
internal static unsafe class PanelOutput<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>pixels = max(lowest, product + bias + added), with the bound 0 if rectified; added may be null.</summary>
    /// <param name="product">[count, columns].</param>
    /// <param name="column">First channel of the panel.</param>
    /// <param name="columns">Channels of the panel, rounded up.</param>
    /// <param name="bias">[channels].</param>
    /// <param name="pixels">[count, channels].</param>
    /// <param name="added">[count, channels], or null.</param>
    /// <param name="count">Number of pixels.</param>
    /// <param name="channels">Channels of a pixel.</param>
    /// <param name="rectified">Whether ReLU follows.</param>
    [MethodImpl(Lanes.Hot)]
    public static void Write<T>(float* product, int column, int columns, float* bias, T* pixels, T* added, int count, int channels, bool rectified)
        where T : unmanaged
    {
        int end = Math.Min(column + columns, channels);
        for (int channel = column; channel < end; channel += TLanes.Count)
        {
            // The last vector overlaps the previous one if the channels do not fill it.
            int at = Math.Min(channel, channels - TLanes.Count);
            var output = new OutputPixels<TLanes, T>
            {
                Pixels = pixels + at,
                Added = added is null ? null : added + at,
                Bias = bias + at,
                Rectified = rectified,
                Row = (nint)count * channels,
                Column = channels,
                Rows = 1,
                Columns = count,
            };
            TLanes start = TLanes.Load(output.Bias), lowest = output.Lowest;
            for (int i = 0; i < count; i++)
            {
                output.Write(TLanes.Load(product + ((nint)i * columns) + (at - column)) + start, (nint)i * channels, lowest);
            }
        }
    }
}
