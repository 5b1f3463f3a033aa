using Microsoft.ML.Runtime;
using MLNet.Ride.Platform;

namespace MLNet.Ride.Resampling;

/// <summary>Seeds of what is drawn over the rows of a data view.</summary>
internal static class RowRandom
{
    /// <summary>The seed given, else that of the context, else a drawn one.</summary>
    public static int Seed(IHostEnvironment environment, int? seed)
        => seed ?? MLEnvironment.Seed(environment) ?? environment.Register(nameof(RowRandom)).Rand.Next();

    /// <summary>The generator of an epoch, from 1. It follows from the seed and the epoch alone.</summary>
    public static Random Create(int seed, int epoch = 1) => new((int)Finish(Finish((uint)seed) + (uint)epoch));

    // SplitMix64's finaliser: seeds that differ by one give generators that have nothing in common.
    private static ulong Finish(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
