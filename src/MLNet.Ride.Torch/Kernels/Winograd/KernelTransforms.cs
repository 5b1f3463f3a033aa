using System.Runtime.CompilerServices;
using static MLNet.Ride.Torch.Kernels.Winograd.Tile;

namespace MLNet.Ride.Torch.Kernels.Winograd;

/// <summary>The transforms of 3×3 kernels and of their gradients; see <see cref="Tile"/>.</summary>
internal static unsafe class KernelTransforms<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>U = G g Gᵀ.</summary>
    /// <param name="kernels">[3, 3, n]; n is a multiple of the numbers in a vector.</param>
    /// <param name="transformed">[6, 6] places of n.</param>
    /// <param name="count">Number n of kernels.</param>
    /// <param name="place">Distance from one place to the next.</param>
    [MethodImpl(Lanes.Hot)]
    public static void Kernels(float* kernels, float* transformed, nint count, nint place)
    {
        float* half = stackalloc float[Inputs * 3 * TLanes.Count];
        for (nint i = 0; i < count; i += TLanes.Count)
        {
            for (int x = 0; x < 3; x++)
            {
                float* column = kernels + i + (x * count);
                Kernel(TLanes.Load(column), TLanes.Load(column + (3 * count)), TLanes.Load(column + (6 * count)), half + (x * TLanes.Count), 3 * TLanes.Count);
            }

            for (int y = 0; y < Inputs; y++)
            {
                float* row = half + (y * 3 * TLanes.Count);
                Kernel(TLanes.Load(row), TLanes.Load(row + TLanes.Count), TLanes.Load(row + (2 * TLanes.Count)), transformed + i + (y * Inputs * place), place);
            }
        }
    }

    /// <summary>Gᵀ u G: the gradient of the kernels from that of the transformed kernels.</summary>
    /// <param name="transformed">[6, 6, n]; n is a multiple of the numbers in a vector.</param>
    /// <param name="kernels">[3, 3, n].</param>
    /// <param name="count">Number n of kernels.</param>
    [MethodImpl(Lanes.Hot)]
    public static void KernelGradients(float* transformed, float* kernels, nint count)
    {
        float* half = stackalloc float[3 * Inputs * TLanes.Count];
        for (nint i = 0; i < count; i += TLanes.Count)
        {
            for (int x = 0; x < Inputs; x++)
            {
                float* place = transformed + i + (x * count);
                nint row = Inputs * count;
                KernelGradient(
                    TLanes.Load(place), TLanes.Load(place + row), TLanes.Load(place + (2 * row)), TLanes.Load(place + (3 * row)), TLanes.Load(place + (4 * row)), TLanes.Load(place + (5 * row)),
                    half + (x * TLanes.Count), Inputs * TLanes.Count);
            }

            for (int y = 0; y < 3; y++)
            {
                float* row = half + (y * Inputs * TLanes.Count);
                KernelGradient(At(row, 0), At(row, 1), At(row, 2), At(row, 3), At(row, 4), At(row, 5), kernels + i + (y * 3 * count), count);
            }
        }
    }

    // G = [[1/4, 0, 0], [-1/6, -1/6, -1/6], [-1/6, 1/6, -1/6], [1/24, 1/12, 1/6], [1/24, -1/12, 1/6], [0, 0, 1]].
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Kernel(TLanes g0, TLanes g1, TLanes g2, float* target, nint step)
    {
        (g0 * 0.25f).Store(target);
        TLanes even = (g0 + g2) * (-1 / 6f), odd = g1 * (1 / 6f);
        (even - odd).Store(target + step);
        (even + odd).Store(target + (2 * step));
        even = (g0 * (1 / 24f)) + (g2 * (1 / 6f));
        odd = g1 * (1 / 12f);
        (even + odd).Store(target + (3 * step));
        (even - odd).Store(target + (4 * step));
        g2.Store(target + (5 * step));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void KernelGradient(
        TLanes u0, TLanes u1, TLanes u2, TLanes u3, TLanes u4, TLanes u5, float* target, nint step)
    {
        TLanes near = (u1 + u2) * (-1 / 6f), far = u3 + u4;
        ((u0 * 0.25f) + near + (far * (1 / 24f))).Store(target);
        (((u2 - u1) * (1 / 6f)) + ((u3 - u4) * (1 / 12f))).Store(target + step);
        (near + (far * (1 / 6f)) + u5).Store(target + (2 * step));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes At(float* vectors, int index) => TLanes.Load(vectors + (index * TLanes.Count));
}
