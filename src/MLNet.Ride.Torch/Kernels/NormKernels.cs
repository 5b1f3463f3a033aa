using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace MLNet.Ride.Torch.Kernels;

/// <summary>
/// The passes of batch norm over pixels of 16 channels or more, fused with the addend and ReLU of a residual network. Pixels are processed
/// in runs that fit the first-level cache, channels 16 at a time.
/// </summary>
internal static unsafe class NormKernels
{
    private const int Run = 64;

    /// <summary>sums [channels] += the sums over pixels [count, channels].</summary>
    [MethodImpl(Lanes.Hot)]
    public static void Sums<T>(T* pixels, int count, int channels, float* sums)
        where T : unmanaged
    {
        for (int first = 0; first < count; first += Run)
        {
            int end = Math.Min(count, first + Run);
            for (int channel = 0; channel < channels; channel += Lanes.Count)
            {
                int at = Math.Min(channel, channels - Lanes.Count);
                Vector512<float> sum = default;
                T* pixel = pixels + ((nint)first * channels) + at;
                for (int i = first; i < end; i++, pixel += channels)
                {
                    sum += Lanes.Load(pixel);
                }

                AddNew(sum, sums + at, channel - at);
            }
        }
    }

    /// <summary>sums [channels] += the sums of (pixels − means)².</summary>
    [MethodImpl(Lanes.Hot)]
    public static void SquaredDistances<T>(T* pixels, int count, int channels, float* means, float* sums)
        where T : unmanaged
    {
        for (int first = 0; first < count; first += Run)
        {
            int end = Math.Min(count, first + Run);
            for (int channel = 0; channel < channels; channel += Lanes.Count)
            {
                int at = Math.Min(channel, channels - Lanes.Count);
                Vector512<float> mean = Load(means + at), sum = default;
                T* pixel = pixels + ((nint)first * channels) + at;
                for (int i = first; i < end; i++, pixel += channels)
                {
                    Vector512<float> distance = Lanes.Load(pixel) - mean;
                    sum = Lanes.MultiplyAdd(distance, distance, sum);
                }

                AddNew(sum, sums + at, channel - at);
            }
        }
    }

    /// <summary>results = max(lowest, scales · pixels + shifts + added); added may be null.</summary>
    [MethodImpl(Lanes.Hot)]
    public static void Apply<T>(T* pixels, T* added, T* results, int count, int channels, float* scales, float* shifts, float lowest)
        where T : unmanaged
    {
        Vector512<float> bound = Create(lowest);
        for (int first = 0; first < count; first += Run)
        {
            int end = Math.Min(count, first + Run);
            for (int channel = 0; channel < channels; channel += Lanes.Count)
            {
                int at = Math.Min(channel, channels - Lanes.Count);
                Vector512<float> scale = Load(scales + at), shift = Load(shifts + at);
                nint place = ((nint)first * channels) + at;
                for (int i = first; i < end; i++, place += channels)
                {
                    Vector512<float> value = Lanes.MultiplyAdd(scale, Lanes.Load(pixels + place), shift);
                    if (added is not null)
                    {
                        value += Lanes.Load(added + place);
                    }

                    Lanes.Store(Lanes.AtLeast(bound, value), results + place);
                }
            }
        }
    }

    /// <summary>
    /// sums += Σ g and products += Σ g · (pixels − means), for the gradients g that ReLU passes; if results (the output of ReLU) is null,
    /// all of them.
    /// </summary>
    [MethodImpl(Lanes.Hot)]
    public static void GradientSums<T>(
        T* gradients, T* results, T* pixels, int count, int channels, float* means, float* sums, float* products)
        where T : unmanaged
    {
        for (int first = 0; first < count; first += Run)
        {
            int end = Math.Min(count, first + Run);
            for (int channel = 0; channel < channels; channel += Lanes.Count)
            {
                int at = Math.Min(channel, channels - Lanes.Count);
                Vector512<float> mean = Load(means + at), sum = default, product = default;
                nint place = ((nint)first * channels) + at;
                for (int i = first; i < end; i++, place += channels)
                {
                    Vector512<float> gradient = Through(gradients, results, place);
                    sum += gradient;
                    product = Lanes.MultiplyAdd(gradient, Lanes.Load(pixels + place) - mean, product);
                }

                AddNew(sum, sums + at, channel - at);
                AddNew(product, products + at, channel - at);
            }
        }
    }

    /// <summary>byPixels = a · g + b · pixels + c, and byAdded = g unless it is null, with g as in <see cref="GradientSums"/>.</summary>
    [MethodImpl(Lanes.Hot)]
    public static void Gradients<T>(
        T* gradients, T* results, T* pixels, int count, int channels, float* a, float* b, float* c, T* byPixels, T* byAdded)
        where T : unmanaged
    {
        for (int first = 0; first < count; first += Run)
        {
            int end = Math.Min(count, first + Run);
            for (int channel = 0; channel < channels; channel += Lanes.Count)
            {
                int at = Math.Min(channel, channels - Lanes.Count);
                Vector512<float> scale = Load(a + at), slope = Load(b + at), shift = Load(c + at);
                nint place = ((nint)first * channels) + at;
                for (int i = first; i < end; i++, place += channels)
                {
                    Vector512<float> gradient = Through(gradients, results, place);
                    if (byAdded is not null)
                    {
                        Lanes.Store(gradient, byAdded + place);
                    }

                    Lanes.Store(Lanes.MultiplyAdd(scale, gradient, Lanes.MultiplyAdd(slope, Lanes.Load(pixels + place), shift)), byPixels + place);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Through<T>(T* gradients, T* results, nint place)
        where T : unmanaged
    {
        Vector512<float> gradient = Lanes.Load(gradients + place);
        return results is null ? gradient : ConditionalSelect(GreaterThan(Lanes.Load(results + place), Vector512<float>.Zero), gradient, default);
    }

    // The last vector overlaps the previous one if the channels do not fill it; shared channels are counted once.
    private static void AddNew(Vector512<float> values, float* sums, int overlap)
    {
        for (int lane = overlap; lane < Lanes.Count; lane++)
        {
            sums[lane] += values[lane];
        }
    }
}
