using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>
/// Creates the random generators of a run. Each depends only on the seed, the stage, and the epoch, so that a run can resume from any
/// epoch.
/// </summary>
internal static class EpochRandom
{
    public static Random Create(int seed, string stage, int epoch) => new((int)Mix(seed, stage, epoch));

    /// <summary>Creates the generator for tensors that a run draws once under a name.</summary>
    public static Generator Generator(int seed, string name) => new((ulong)(uint)Create(seed, name, 0).Next());

    private static ulong Mix(int seed, string stage, int epoch)
    {
        ulong hash = 14695981039346656037; // FNV-1a over the stage, then SplitMix64's finalizer over each number
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
