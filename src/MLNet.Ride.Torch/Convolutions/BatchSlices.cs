using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Convolutions;

/// <summary>Runs layers on a few images at a time, so that what one layer gives is still in the cache for the next, and on all threads at once.</summary>
internal static class BatchSlices
{
    /// <param name="maps">[n, c, h, w].</param>
    /// <param name="pixels">Number of pixels that a slice should have about.</param>
    /// <param name="layers">Layers that need no other thread. They record no gradients.</param>
    /// <returns>What the layers give for all n.</returns>
    public static Tensor Run(Tensor maps, int pixels, Func<Tensor, Tensor> layers)
    {
        long images = maps.size(0);
        int threads = get_num_threads();
        long rounds = ((images * maps.size(2) * maps.size(3)) + ((long)pixels * threads) - 1) / ((long)pixels * threads);
        int count = (int)Math.Min(rounds * threads, images);
        if (count == 1)
        {
            return layers(maps);
        }

        var results = new Tensor[count];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            using IDisposable noGradient = no_grad();
            long first = i * images / count;
            using Tensor slice = maps.narrow(0, first, ((i + 1) * images / count) - first);
            results[i] = layers(slice);
        });
        Tensor all = cat(results, 0);
        Array.ForEach(results, result => result.Dispose());
        return all;
    }
}
