using System.Runtime.CompilerServices;
using static MLNet.Ride.Torch.Kernels.Winograd.Tile;

namespace MLNet.Ride.Torch.Kernels.Winograd;

/// <summary>Walks through the 4×4 tiles of the outputs of a 3×3 convolution, map by map, row by row.</summary>
internal unsafe struct WinogradTiles(int height, int width)
{
    public int Map { get; private set; }

    /// <summary>First row of the tile.</summary>
    public int Y { get; private set; }

    /// <summary>First pixel of its rows.</summary>
    public int X { get; private set; }

    /// <summary>Rows of the tile inside the map.</summary>
    public readonly int Rows => Math.Min(Outputs, height - Y);

    /// <summary>Pixels of a row inside the map.</summary>
    public readonly int Columns => Math.Min(Outputs, width - X);

    /// <summary>Number of tiles in maps of a size.</summary>
    public static int Count(int maps, int height, int width)
        => maps * ((height + Outputs - 1) / Outputs) * ((width + Outputs - 1) / Outputs);

    public void MoveNext()
    {
        X += Outputs;
        if (X < width)
        {
            return;
        }

        X = 0;
        Y += Outputs;
        if (Y >= height)
        {
            Y = 0;
            Map++;
        }
    }

    /// <summary>V of the inputs that the tile's outputs depend on.</summary>
    /// <param name="input">The maps to convolve.</param>
    /// <param name="firstChannel">The first of their channels that is transformed.</param>
    /// <param name="channels">How many are transformed: a vector of channels or more.</param>
    /// <param name="zeros">Zeros for a row of 6 pixels.</param>
    /// <param name="half">Working memory for 36 vectors.</param>
    /// <param name="transformed">The first place of V.</param>
    /// <param name="place">Distance from one place of V to the next.</param>
    [MethodImpl(Lanes.Hot)]
    public readonly void TransformInput<TLanes, T>(
        in Maps<T> input, int firstChannel, int channels, T* zeros, float* half, float* transformed, nint place)
        where TLanes : unmanaged, ILanes<TLanes>
        where T : unmanaged
    {
        (int y, int x) = (Y - 1, X - 1);
        nint row = input.Row;
        T* pixels = input.At(Map, y, x) + firstChannel;
        T** rows = stackalloc T*[Inputs];
        for (int i = 0; i < Inputs; i++, pixels += row)
        {
            rows[i] = (uint)(y + i) < (uint)height ? pixels : zeros;
        }

        int first = x < 0 ? 1 : 0;
        int end = Math.Min(Inputs, width - x);
        for (int channel = 0; channel < channels; channel += TLanes.Count)
        {
            // The last vector overlaps the previous one if the channels do not fill it.
            int at = Math.Min(channel, channels - TLanes.Count);
            MapTransforms<TLanes>.Input(rows, input.Channels, first, end, at, half, transformed + at, place);
        }
    }
}
