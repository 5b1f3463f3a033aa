using System.Runtime.CompilerServices;

namespace MLNet.Ride.Torch.Kernels;

/// <summary>A step of SGD in one pass over the memory, with the roundings of libtorch's operations.</summary>
internal static unsafe class SgdStep<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <inheritdoc cref="IKernels.StepSgd"/>
    [MethodImpl(Lanes.Hot)]
    public static void Run(float* weights, float* gradients, float* velocities, int count, in SgdFactors factors)
    {
        int whole = count / TLanes.Count * TLanes.Count;
        for (int i = 0; i < whole; i += TLanes.Count)
        {
            Run(weights + i, gradients + i, velocities + i, factors);
        }

        if (whole < count)
        {
            RunPart(weights + whole, gradients + whole, velocities + whole, count - whole, factors);
        }
    }

    // Fewer numbers than a vector has, in copies.
    private static void RunPart(float* weights, float* gradients, float* velocities, int count, in SgdFactors factors)
    {
        float* w = stackalloc float[3 * TLanes.Count];
        float* g = w + TLanes.Count, v = g + TLanes.Count;
        int kept = factors.Momentum == 0 ? 0 : count;
        Copy(weights, w, count);
        Copy(gradients, g, count);
        Copy(velocities, v, kept);
        Run(w, g, v, factors);
        Copy(w, weights, count);
        Copy(v, velocities, kept);
    }

    private static void Copy(float* from, float* to, int count) => new Span<float>(from, count).CopyTo(new Span<float>(to, count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run(float* w, float* g, float* v, in SgdFactors factors)
    {
        TLanes weights = TLanes.Load(w), update = TLanes.Load(g);
        if (factors.Decay != 0)
        {
            update = TLanes.MultiplyAdd(weights, TLanes.All(factors.Decay), update);
        }

        if (factors.Momentum != 0)
        {
            TLanes velocities = (TLanes.Load(v) * factors.Momentum) + update;
            velocities.Store(v);
            update = factors.Nesterov ? TLanes.MultiplyAdd(velocities, TLanes.All(factors.Momentum), update) : velocities;
        }

        TLanes.MultiplyAdd(update, TLanes.All(-factors.Rate), weights).Store(w);
    }
}
