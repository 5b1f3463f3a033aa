using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>
/// Generators of a run: each follows from the seed, the stage and the epoch alone, so that a run can go on from any epoch.
/// </summary>
internal static class EpochRandom
{
    public static Random Create(int seed, string stage, int epoch) => new((int)Mix(seed, stage, epoch));

    /// <summary>The generator of tensors that a run draws once under a name.</summary>
    public static Generator Generator(int seed, string name) => new((ulong)(uint)Create(seed, name, 0).Next());

    private static ulong Mix(int seed, string stage, int epoch)
    {
        ulong hash = 14695981039346656037; // FNV-1a over the stage, then SplitMix64's finaliser over each number
        foreach (char letter in stage)
        {
            hash = (hash ^ letter) * 1099511628211;
        }

        return Finish(Finish(hash + (uint)seed) + (uint)epoch);
    }

    private static ulong Finish(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
