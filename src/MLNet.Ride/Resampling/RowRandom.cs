using Microsoft.ML.Runtime;
using MLNet.Ride.Platform;

namespace MLNet.Ride.Resampling;

/// <summary>Random seeds and generators for the rows of a data view.</summary>
internal static class RowRandom
{
    /// <summary>Returns the given seed, otherwise that of the context, otherwise a drawn one.</summary>
    public static int Seed(IHostEnvironment environment, int? seed)
        => seed ?? MLEnvironment.Seed(environment) ?? environment.Register(nameof(RowRandom)).Rand.Next();

    /// <summary>Creates the generator of an epoch (from 1), which depends only on the seed and the epoch.</summary>
    public static Random Create(int seed, int epoch = 1) => new((int)Finish(Finish((uint)seed) + (uint)epoch));

    // SplitMix64's finalizer: seeds that differ by one give unrelated generators.
    private static ulong Finish(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
