using System.Runtime.CompilerServices;

namespace MLNet.Ride.Torch.Kernels;

/// <summary>What all kernels share, whatever the width of their vectors.</summary>
internal static unsafe class Lanes
{
    /// <summary>How inner loops are compiled: fully optimized at once, and not inlined, so that each has all registers.</summary>
    public const MethodImplOptions Hot = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>The next multiple of a vector's numbers.</summary>
    public static int RoundUp<TLanes>(int channels)
        where TLanes : unmanaged, ILanes<TLanes>
        => (channels + TLanes.Count - 1) / TLanes.Count * TLanes.Count;

    /// <summary>Reads numbers, in single precision or as <see cref="BFloat"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Load<TLanes, T>(T* source)
        where TLanes : unmanaged, ILanes<TLanes>
        where T : unmanaged
        => typeof(T) == typeof(float) ? TLanes.Load((float*)source) : TLanes.Load((BFloat*)source);

    /// <summary>Writes numbers, in single precision or as <see cref="BFloat"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLanes, T>(TLanes values, T* target)
        where TLanes : unmanaged, ILanes<TLanes>
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            values.Store((float*)target);
        }
        else
        {
            values.Store((BFloat*)target);
        }
    }

    /// <summary>Copies numbers in single precision.</summary>
    public static void ToSingle<T>(T* source, float* target, int count)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            new Span<float>(source, count).CopyTo(new Span<float>(target, count));
            return;
        }

        for (int i = 0; i < count; i++)
        {
            target[i] = ((BFloat*)source)[i].ToSingle();
        }
    }
}
