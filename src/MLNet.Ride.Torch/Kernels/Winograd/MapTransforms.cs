using System.Runtime.CompilerServices;
using static MLNet.Ride.Torch.Kernels.Winograd.Tile;

namespace MLNet.Ride.Torch.Kernels.Winograd;

/// <summary>The transforms of the inputs, the outputs, and the gradients of a tile, one vector of channels at a time; see <see cref="Tile"/>.</summary>
internal static unsafe class MapTransforms<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>V = Bᵀ d B.</summary>
    /// <param name="rows">Where the 6 rows of pixels begin.</param>
    /// <param name="column">Distance from one pixel to the next.</param>
    /// <param name="first">The first pixel of a row inside the map.</param>
    /// <param name="end">The first pixel after it outside the map; pixels outside count as 0.</param>
    /// <param name="channel">First channel.</param>
    /// <param name="half">Working memory for 36 vectors.</param>
    /// <param name="transformed">The first place of V.</param>
    /// <param name="place">Distance from one place of V to the next.</param>
    [MethodImpl(Lanes.Hot)]
    public static void Input<T>(T** rows, nint column, int first, int end, nint channel, float* half, float* transformed, nint place)
        where T : unmanaged
    {
        for (int x = 0; x < Inputs; x++, channel += column)
        {
            float* target = half + (x * TLanes.Count);
            if (x >= first && x < end)
            {
                Input(
                    Lanes.Load<TLanes, T>(rows[0] + channel), Lanes.Load<TLanes, T>(rows[1] + channel), Lanes.Load<TLanes, T>(rows[2] + channel),
                    Lanes.Load<TLanes, T>(rows[3] + channel), Lanes.Load<TLanes, T>(rows[4] + channel), Lanes.Load<TLanes, T>(rows[5] + channel), target, Inputs * TLanes.Count);
            }
            else
            {
                Input(default, default, default, default, default, default, target, Inputs * TLanes.Count);
            }
        }

        for (int y = 0; y < Inputs; y++, half += Inputs * TLanes.Count, transformed += Inputs * place)
        {
            Input(At(half, 0), At(half, 1), At(half, 2), At(half, 3), At(half, 4), At(half, 5), transformed, place);
        }
    }

    /// <summary>Writes the rows and columns inside the map of max(lowest, Aᵀ m A + bias + added).</summary>
    /// <param name="products">The first of the 36 places of m = U ∘ V, summed over the input channels.</param>
    /// <param name="place">Distance from one place of m to the next.</param>
    /// <param name="half">Working memory for 24 vectors.</param>
    /// <param name="output">The output pixels and the operations applied to them.</param>
    [MethodImpl(Lanes.Hot)]
    public static void Output<T>(float* products, nint place, float* half, in OutputPixels<TLanes, T> output)
        where T : unmanaged
    {
        for (int x = 0; x < Inputs; x++, products += place)
        {
            nint row = Inputs * place;
            (TLanes y0, TLanes y1, TLanes y2, TLanes y3) = Output(
                TLanes.Load(products), TLanes.Load(products + row), TLanes.Load(products + (2 * row)), TLanes.Load(products + (3 * row)), TLanes.Load(products + (4 * row)), TLanes.Load(products + (5 * row)));
            float* target = half + (x * TLanes.Count);
            y0.Store(target);
            y1.Store(target + (Inputs * TLanes.Count));
            y2.Store(target + (2 * Inputs * TLanes.Count));
            y3.Store(target + (3 * Inputs * TLanes.Count));
        }

        TLanes bias = TLanes.Load(output.Bias), lowest = output.Lowest;
        nint column = output.Column;
        nint pixel = 0;
        for (int y = 0; y < output.Rows; y++, half += Inputs * TLanes.Count, pixel += output.Row)
        {
            (TLanes x0, TLanes x1, TLanes x2, TLanes x3)
                = Output(At(half, 0), At(half, 1), At(half, 2), At(half, 3), At(half, 4), At(half, 5));
            output.Write(x0 + bias, pixel, lowest);
            if (output.Columns > 1)
            {
                output.Write(x1 + bias, pixel + column, lowest);
            }

            if (output.Columns > 2)
            {
                output.Write(x2 + bias, pixel + (2 * column), lowest);
            }

            if (output.Columns > 3)
            {
                output.Write(x3 + bias, pixel + (3 * column), lowest);
            }
        }
    }

    /// <summary>D = A g Aᵀ, with which the gradient of the loss with respect to U is Σ V ∘ D.</summary>
    /// <param name="gradients">The first of up to 4×4 gradients of the outputs.</param>
    /// <param name="row">Distance from one row to the next.</param>
    /// <param name="column">Distance from one pixel to the next.</param>
    /// <param name="rows">Number of rows inside the map; the others count as 0.</param>
    /// <param name="columns">Number of pixels of a row inside the map.</param>
    /// <param name="half">Working memory for 24 vectors.</param>
    /// <param name="transformed">The first place of D.</param>
    /// <param name="place">Distance from one place of D to the next.</param>
    [MethodImpl(Lanes.Hot)]
    public static void Gradient<T>(T* gradients, nint row, nint column, int rows, int columns, float* half, float* transformed, nint place)
        where T : unmanaged
    {
        for (int x = 0; x < Outputs; x++, gradients += column)
        {
            bool there = x < columns;
            Gradient(
                there ? Lanes.Load<TLanes, T>(gradients) : default,
                there && rows > 1 ? Lanes.Load<TLanes, T>(gradients + row) : default,
                there && rows > 2 ? Lanes.Load<TLanes, T>(gradients + (2 * row)) : default,
                there && rows > 3 ? Lanes.Load<TLanes, T>(gradients + (3 * row)) : default,
                half + (x * TLanes.Count), Outputs * TLanes.Count);
        }

        for (int y = 0; y < Inputs; y++, half += Outputs * TLanes.Count, transformed += Inputs * place)
        {
            Gradient(At(half, 0), At(half, 1), At(half, 2), At(half, 3), transformed, place);
        }
    }

    // Bᵀ = [[4, 0, -5, 0, 1, 0], [0, -4, -4, 1, 1, 0], [0, 4, -4, -1, 1, 0], [0, -2, -1, 2, 1, 0], [0, 2, -1, -2, 1, 0], [0, 4, 0, -5, 0, 1]].
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Input(
        TLanes d0, TLanes d1, TLanes d2, TLanes d3, TLanes d4, TLanes d5, float* target, nint step)
    {
        TLanes four = TLanes.All(4f), minusFour = TLanes.All(-4f), minusFive = TLanes.All(-5f);
        TLanes.MultiplyAdd(four, d0, TLanes.MultiplyAdd(minusFive, d2, d4)).Store(target);
        TLanes even = TLanes.MultiplyAdd(minusFour, d2, d4), odd = TLanes.MultiplyAdd(minusFour, d1, d3);
        (even + odd).Store(target + step);
        (even - odd).Store(target + (2 * step));
        even = d4 - d2;
        odd = d3 - d1;
        odd += odd;
        (even + odd).Store(target + (3 * step));
        (even - odd).Store(target + (4 * step));
        TLanes.MultiplyAdd(four, d1, TLanes.MultiplyAdd(minusFive, d3, d5)).Store(target + (5 * step));
    }

    // Aᵀ = [[1, 1, 1, 1, 1, 0], [0, 1, -1, 2, -2, 0], [0, 1, 1, 4, 4, 0], [0, 1, -1, 8, -8, 1]].
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TLanes Y0, TLanes Y1, TLanes Y2, TLanes Y3) Output(
        TLanes m0, TLanes m1, TLanes m2, TLanes m3, TLanes m4, TLanes m5)
    {
        TLanes sum = m1 + m2, difference = m1 - m2, farSum = m3 + m4, farDifference = m3 - m4;
        return (
            m0 + sum + farSum,
            TLanes.MultiplyAdd(TLanes.All(2f), farDifference, difference),
            TLanes.MultiplyAdd(TLanes.All(4f), farSum, sum),
            TLanes.MultiplyAdd(TLanes.All(8f), farDifference, difference + m5));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gradient(
        TLanes g0, TLanes g1, TLanes g2, TLanes g3, float* target, nint step)
    {
        g0.Store(target);
        TLanes even = g0 + g2, odd = g1 + g3;
        (even + odd).Store(target + step);
        (even - odd).Store(target + (2 * step));
        even = TLanes.MultiplyAdd(TLanes.All(4f), g2, g0);
        odd = TLanes.MultiplyAdd(TLanes.All(8f), g3, g1 + g1);
        (even + odd).Store(target + (3 * step));
        (even - odd).Store(target + (4 * step));
        g3.Store(target + (5 * step));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes At(float* vectors, int index) => TLanes.Load(vectors + (index * TLanes.Count));
}
