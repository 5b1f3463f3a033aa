using System.Runtime.CompilerServices;

namespace MLNet.Ride.Torch.Kernels;

/// <summary>
/// The passes of batch norm over pixels of a vector of channels or more, fused with the addend and ReLU of a residual network. Pixels are processed
/// in runs that fit the first-level cache, channels a vector at a time.
/// </summary>
internal sealed unsafe class NormKernels<TLanes> : INormKernels
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int Run = 64;

    [MethodImpl(Lanes.Hot)]
    public void Sums<T>(T* pixels, int count, int channels, float* sums)
        where T : unmanaged
    {
        for (int first = 0; first < count; first += Run)
        {
            int end = Math.Min(count, first + Run);
            for (int channel = 0; channel < channels; channel += TLanes.Count)
            {
                int at = Math.Min(channel, channels - TLanes.Count);
                TLanes sum = default;
                T* pixel = pixels + ((nint)first * channels) + at;
                for (int i = first; i < end; i++, pixel += channels)
                {
                    sum += Lanes.Load<TLanes, T>(pixel);
                }

                AddNew(sum, sums + at, channel - at);
            }
        }
    }

    [MethodImpl(Lanes.Hot)]
    public void SquaredDistances<T>(T* pixels, int count, int channels, float* means, float* sums)
        where T : unmanaged
    {
        for (int first = 0; first < count; first += Run)
        {
            int end = Math.Min(count, first + Run);
            for (int channel = 0; channel < channels; channel += TLanes.Count)
            {
                int at = Math.Min(channel, channels - TLanes.Count);
                TLanes mean = TLanes.Load(means + at), sum = default;
                T* pixel = pixels + ((nint)first * channels) + at;
                for (int i = first; i < end; i++, pixel += channels)
                {
                    TLanes distance = Lanes.Load<TLanes, T>(pixel) - mean;
                    sum = TLanes.MultiplyAdd(distance, distance, sum);
                }

                AddNew(sum, sums + at, channel - at);
            }
        }
    }

    [MethodImpl(Lanes.Hot)]
    public void Apply<T>(T* pixels, T* added, T* results, int count, int channels, float* scales, float* shifts, float lowest)
        where T : unmanaged
    {
        TLanes bound = TLanes.All(lowest);
        for (int first = 0; first < count; first += Run)
        {
            int end = Math.Min(count, first + Run);
            for (int channel = 0; channel < channels; channel += TLanes.Count)
            {
                int at = Math.Min(channel, channels - TLanes.Count);
                TLanes scale = TLanes.Load(scales + at), shift = TLanes.Load(shifts + at);
                nint place = ((nint)first * channels) + at;
                for (int i = first; i < end; i++, place += channels)
                {
                    TLanes value = TLanes.MultiplyAdd(scale, Lanes.Load<TLanes, T>(pixels + place), shift);
                    if (added is not null)
                    {
                        value += Lanes.Load<TLanes, T>(added + place);
                    }

                    Lanes.Store(TLanes.AtLeast(bound, value), results + place);
                }
            }
        }
    }

    [MethodImpl(Lanes.Hot)]
    public void GradientSums<T>(
        T* gradients, T* results, T* pixels, int count, int channels, float* means, float* sums, float* products)
        where T : unmanaged
    {
        for (int first = 0; first < count; first += Run)
        {
            int end = Math.Min(count, first + Run);
            for (int channel = 0; channel < channels; channel += TLanes.Count)
            {
                int at = Math.Min(channel, channels - TLanes.Count);
                TLanes mean = TLanes.Load(means + at), sum = default, product = default;
                nint place = ((nint)first * channels) + at;
                for (int i = first; i < end; i++, place += channels)
                {
                    TLanes gradient = Through(gradients, results, place);
                    sum += gradient;
                    product = TLanes.MultiplyAdd(gradient, Lanes.Load<TLanes, T>(pixels + place) - mean, product);
                }

                AddNew(sum, sums + at, channel - at);
                AddNew(product, products + at, channel - at);
            }
        }
    }

    [MethodImpl(Lanes.Hot)]
    public void Gradients<T>(
        T* gradients, T* results, T* pixels, int count, int channels, float* a, float* b, float* c, T* byPixels, T* byAdded)
        where T : unmanaged
    {
        for (int first = 0; first < count; first += Run)
        {
            int end = Math.Min(count, first + Run);
            for (int channel = 0; channel < channels; channel += TLanes.Count)
            {
                int at = Math.Min(channel, channels - TLanes.Count);
                TLanes scale = TLanes.Load(a + at), slope = TLanes.Load(b + at), shift = TLanes.Load(c + at);
                nint place = ((nint)first * channels) + at;
                for (int i = first; i < end; i++, place += channels)
                {
                    TLanes gradient = Through(gradients, results, place);
                    if (byAdded is not null)
                    {
                        Lanes.Store(gradient, byAdded + place);
                    }

                    Lanes.Store(TLanes.MultiplyAdd(scale, gradient, TLanes.MultiplyAdd(slope, Lanes.Load<TLanes, T>(pixels + place), shift)), byPixels + place);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Through<T>(T* gradients, T* results, nint place)
        where T : unmanaged
    {
        TLanes gradient = Lanes.Load<TLanes, T>(gradients + place);
        return results is null ? gradient : TLanes.WherePositive(Lanes.Load<TLanes, T>(results + place), gradient);
    }

    // The last vector overlaps the previous one if the channels do not fill it; shared channels are counted once.
    private static void AddNew(TLanes values, float* sums, int overlap)
    {
        float* numbers = (float*)&values;
        for (int lane = overlap; lane < TLanes.Count; lane++)
        {
            sums[lane] += numbers[lane];
        }
    }
}
