using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks.Cpu;

/// <summary>
/// Computes a batch in slices on all threads, with single-threaded layers, unless it has less than an image for two threads, which then share the layers. Nested slices are computed in sequence, so that the output of
/// one layer is still in the cache for the next.
/// </summary>
internal static class BatchSlices
{
    [ThreadStatic]
    private static bool s_within;

    /// <summary>Whether the caller computes a slice, so that other threads have slices of their own.</summary>
    public static bool IsWithin => s_within;

    /// <summary>Computes slices and joins the results.</summary>
    /// <param name="maps">[n, c, h, w].</param>
    /// <param name="pixels">Approximate number of pixels in a slice.</param>
    /// <param name="layers">Computes a slice.</param>
    /// <returns>The result for all n.</returns>
    public static Tensor Run(Tensor maps, int pixels, Func<Tensor, Tensor> layers)
    {
        Tensor[] results = Compute(maps, pixels, layers);
        if (results.Length == 1)
        {
            return results[0];
        }

        Tensor all = cat(results, 0);
        Array.ForEach(results, result => result.Dispose());
        return all;
    }

    /// <summary>Computes slices.</summary>
    /// <param name="maps">[n, c, h, w].</param>
    /// <param name="pixels">Approximate number of pixels in a slice.</param>
    /// <param name="compute">Computes a slice. It records no gradients, and its result belongs to no dispose scope of the caller.</param>
    /// <param name="group">Number of consecutive images that stay in one slice; n is a multiple of it.</param>
    /// <returns>The results in the order of the slices.</returns>
    public static T[] Compute<T>(Tensor maps, int pixels, Func<Tensor, T> compute, int group = 1)
    {
        long groups = maps.size(0) / group;
        int threads = s_within ? 1 : get_num_threads();
        long rounds = ((maps.size(0) * maps.size(2) * maps.size(3)) + ((long)pixels * threads) - 1) / ((long)pixels * threads);
        int count = 2 * groups <= threads ? 1 : (int)Math.Min(rounds * threads, groups);
        var results = new T[count];
        if (count == 1)
        {
            results[0] = compute(maps);
        }
        else if (s_within)
        {
            for (int i = 0; i < count; i++)
            {
                results[i] = Slice(i);
            }
        }
        else
        {
            CpuLayers.OnThreads(count, i =>
            {
                s_within = true;
                try
                {
                    results[i] = Slice(i);
                }
                finally
                {
                    s_within = false;
                }
            });
        }

        return results;

        T Slice(int i)
        {
            using IDisposable noGradient = no_grad();
            long first = i * groups / count;
            using Tensor slice = maps.narrow(0, first * group, (((i + 1) * groups / count) - first) * group);
            return compute(slice);
        }
    }
}
