using System.Numerics;

namespace Microsoft.ML.Internal.Utilities;

/// <summary>MurmurHash3 (32 bits), as the seeds of generators need it.</summary>
internal static class Hashing
{
    public static uint MurmurRound(uint hash, uint chunk)
    {
        hash ^= BitOperations.RotateLeft(chunk * 0xCC9E2D51, 15) * 0x1B873593;
        return BitOperations.RotateLeft(hash, 13) * 5 + 0xE6546B64;
    }
}
