using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace MLNet.Ride.Torch.Kernels.Winograd;

/// <summary>
/// The transforms of Winograd's minimal filtering F(4×4, 3×3), for 16 channels at a time: 4×4 outputs of a 3×3 convolution are Aᵀ(U ∘ V)A with
/// U = G g Gᵀ of the kernel g and V = Bᵀ d B of the 6×6 inputs d: 36 multiplications instead of 144.
/// </summary>
/// <remarks>Lavin and Gray, "Fast algorithms for convolutional neural networks", CVPR 2016, sections 4.1 to 4.3.</remarks>
internal static unsafe class WinogradTransforms
{
    /// <summary>Rows and columns of the outputs of a tile.</summary>
    public const int Outputs = 4;

    /// <summary>Rows and columns of the inputs of a tile.</summary>
    public const int Inputs = 6;

    /// <summary>Places in the transformed domain.</summary>
    public const int Places = Inputs * Inputs;

    /// <summary>U = G g Gᵀ.</summary>
    /// <param name="kernels">[3, 3, n]; n is a multiple of 16.</param>
    /// <param name="transformed">[6, 6, n].</param>
    /// <param name="count">Number n of kernels.</param>
    public static void Kernels(float* kernels, float* transformed, nint count)
    {
        float* half = stackalloc float[Inputs * 3 * Lanes.Count];
        for (nint i = 0; i < count; i += Lanes.Count)
        {
            for (int x = 0; x < 3; x++)
            {
                float* column = kernels + i + (x * count);
                Kernel(Load(column), Load(column + (3 * count)), Load(column + (6 * count)), half + (x * Lanes.Count), 3 * Lanes.Count);
            }

            for (int y = 0; y < Inputs; y++)
            {
                float* row = half + (y * 3 * Lanes.Count);
                Kernel(Load(row), Load(row + Lanes.Count), Load(row + (2 * Lanes.Count)), transformed + i + (y * Inputs * count), count);
            }
        }
    }

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
            float* target = half + (x * Lanes.Count);
            if (x >= first && x < end)
            {
                Input(
                    Lanes.Load(rows[0] + channel), Lanes.Load(rows[1] + channel), Lanes.Load(rows[2] + channel),
                    Lanes.Load(rows[3] + channel), Lanes.Load(rows[4] + channel), Lanes.Load(rows[5] + channel), target, Inputs * Lanes.Count);
            }
            else
            {
                Input(default, default, default, default, default, default, target, Inputs * Lanes.Count);
            }
        }

        for (int y = 0; y < Inputs; y++, half += Inputs * Lanes.Count, transformed += Inputs * place)
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
    public static void Output<T>(float* products, nint place, float* half, in OutputPixels<T> output)
        where T : unmanaged
    {
        for (int x = 0; x < Inputs; x++, products += place)
        {
            nint row = Inputs * place;
            (Vector512<float> y0, Vector512<float> y1, Vector512<float> y2, Vector512<float> y3) = Output(
                Load(products), Load(products + row), Load(products + (2 * row)), Load(products + (3 * row)), Load(products + (4 * row)), Load(products + (5 * row)));
            float* target = half + (x * Lanes.Count);
            y0.Store(target);
            y1.Store(target + (Inputs * Lanes.Count));
            y2.Store(target + (2 * Inputs * Lanes.Count));
            y3.Store(target + (3 * Inputs * Lanes.Count));
        }

        Vector512<float> bias = Load(output.Bias), lowest = output.Lowest;
        nint column = output.Column;
        nint pixel = 0;
        for (int y = 0; y < output.Rows; y++, half += Inputs * Lanes.Count, pixel += output.Row)
        {
            (Vector512<float> x0, Vector512<float> x1, Vector512<float> x2, Vector512<float> x3)
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
                there ? Lanes.Load(gradients) : default,
                there && rows > 1 ? Lanes.Load(gradients + row) : default,
                there && rows > 2 ? Lanes.Load(gradients + (2 * row)) : default,
                there && rows > 3 ? Lanes.Load(gradients + (3 * row)) : default,
                half + (x * Lanes.Count), Outputs * Lanes.Count);
        }

        for (int y = 0; y < Inputs; y++, half += Outputs * Lanes.Count, transformed += Inputs * place)
        {
            Gradient(At(half, 0), At(half, 1), At(half, 2), At(half, 3), transformed, place);
        }
    }

    /// <summary>Gᵀ u G: the gradient of the kernels from that of the transformed kernels.</summary>
    /// <param name="transformed">[6, 6, n]; n is a multiple of 16.</param>
    /// <param name="kernels">[3, 3, n].</param>
    /// <param name="count">Number n of kernels.</param>
    public static void KernelGradients(float* transformed, float* kernels, nint count)
    {
        float* half = stackalloc float[3 * Inputs * Lanes.Count];
        for (nint i = 0; i < count; i += Lanes.Count)
        {
            for (int x = 0; x < Inputs; x++)
            {
                float* place = transformed + i + (x * count);
                nint row = Inputs * count;
                KernelGradient(
                    Load(place), Load(place + row), Load(place + (2 * row)), Load(place + (3 * row)), Load(place + (4 * row)), Load(place + (5 * row)),
                    half + (x * Lanes.Count), Inputs * Lanes.Count);
            }

            for (int y = 0; y < 3; y++)
            {
                float* row = half + (y * Inputs * Lanes.Count);
                KernelGradient(At(row, 0), At(row, 1), At(row, 2), At(row, 3), At(row, 4), At(row, 5), kernels + i + (y * 3 * count), count);
            }
        }
    }

    // G = [[1/4, 0, 0], [-1/6, -1/6, -1/6], [-1/6, 1/6, -1/6], [1/24, 1/12, 1/6], [1/24, -1/12, 1/6], [0, 0, 1]].
    private static void Kernel(Vector512<float> g0, Vector512<float> g1, Vector512<float> g2, float* target, nint step)
    {
        (g0 * 0.25f).Store(target);
        Vector512<float> even = (g0 + g2) * (-1 / 6f), odd = g1 * (1 / 6f);
        (even - odd).Store(target + step);
        (even + odd).Store(target + (2 * step));
        even = (g0 * (1 / 24f)) + (g2 * (1 / 6f));
        odd = g1 * (1 / 12f);
        (even + odd).Store(target + (3 * step));
        (even - odd).Store(target + (4 * step));
        g2.Store(target + (5 * step));
    }

    private static void KernelGradient(
        Vector512<float> u0, Vector512<float> u1, Vector512<float> u2, Vector512<float> u3, Vector512<float> u4, Vector512<float> u5, float* target, nint step)
    {
        Vector512<float> near = (u1 + u2) * (-1 / 6f), far = u3 + u4;
        ((u0 * 0.25f) + near + (far * (1 / 24f))).Store(target);
        (((u2 - u1) * (1 / 6f)) + ((u3 - u4) * (1 / 12f))).Store(target + step);
        (near + (far * (1 / 6f)) + u5).Store(target + (2 * step));
    }

    // Bᵀ = [[4, 0, -5, 0, 1, 0], [0, -4, -4, 1, 1, 0], [0, 4, -4, -1, 1, 0], [0, -2, -1, 2, 1, 0], [0, 2, -1, -2, 1, 0], [0, 4, 0, -5, 0, 1]].
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Input(
        Vector512<float> d0, Vector512<float> d1, Vector512<float> d2, Vector512<float> d3, Vector512<float> d4, Vector512<float> d5, float* target, nint step)
    {
        Vector512<float> four = Create(4f), minusFour = Create(-4f), minusFive = Create(-5f);
        Lanes.MultiplyAdd(four, d0, Lanes.MultiplyAdd(minusFive, d2, d4)).Store(target);
        Vector512<float> even = Lanes.MultiplyAdd(minusFour, d2, d4), odd = Lanes.MultiplyAdd(minusFour, d1, d3);
        (even + odd).Store(target + step);
        (even - odd).Store(target + (2 * step));
        even = d4 - d2;
        odd = d3 - d1;
        odd += odd;
        (even + odd).Store(target + (3 * step));
        (even - odd).Store(target + (4 * step));
        Lanes.MultiplyAdd(four, d1, Lanes.MultiplyAdd(minusFive, d3, d5)).Store(target + (5 * step));
    }

    // Aᵀ = [[1, 1, 1, 1, 1, 0], [0, 1, -1, 2, -2, 0], [0, 1, 1, 4, 4, 0], [0, 1, -1, 8, -8, 1]].
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Y0, Vector512<float> Y1, Vector512<float> Y2, Vector512<float> Y3) Output(
        Vector512<float> m0, Vector512<float> m1, Vector512<float> m2, Vector512<float> m3, Vector512<float> m4, Vector512<float> m5)
    {
        Vector512<float> sum = m1 + m2, difference = m1 - m2, farSum = m3 + m4, farDifference = m3 - m4;
        return (
            m0 + sum + farSum,
            Lanes.MultiplyAdd(Create(2f), farDifference, difference),
            Lanes.MultiplyAdd(Create(4f), farSum, sum),
            Lanes.MultiplyAdd(Create(8f), farDifference, difference + m5));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gradient(
        Vector512<float> g0, Vector512<float> g1, Vector512<float> g2, Vector512<float> g3, float* target, nint step)
    {
        g0.Store(target);
        Vector512<float> even = g0 + g2, odd = g1 + g3;
        (even + odd).Store(target + step);
        (even - odd).Store(target + (2 * step));
        even = Lanes.MultiplyAdd(Create(4f), g2, g0);
        odd = Lanes.MultiplyAdd(Create(8f), g3, g1 + g1);
        (even + odd).Store(target + (3 * step));
        (even - odd).Store(target + (4 * step));
        g3.Store(target + (5 * step));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> At(float* vectors, int index) => Load(vectors + (index * Lanes.Count));
}
