using Microsoft.ML.Internal.Utilities;

namespace Microsoft.ML;

/// <summary>The generator of the environments: three Tausworthe generators and a linear congruential one (GPU Gems 3, chapter 37).</summary>
internal sealed class TauswortheHybrid : Random
{
    private uint _z1, _z2, _z3, _z4;

    public TauswortheHybrid(uint seed)
    {
        _z1 = seed;
        _z2 = Hashing.MurmurRound(_z1, seed);
        _z3 = Hashing.MurmurRound(_z2, seed);
        _z4 = Hashing.MurmurRound(_z3, seed);
    }

    public TauswortheHybrid(Random random)
    {
        _z1 = LargeBits(random);
        _z2 = LargeBits(random);
        _z3 = LargeBits(random);
        _z4 = Bits(random);
    }

    public override double NextDouble() => NextBits() * (1.0 / 4294967296.0);

    public override float NextSingle() => (NextBits() >> 9) * (1.0f / 8388608.0f);

    public override int Next()
    {
        uint bits = NextBits();
        return (int)(bits + (bits & 0x80000000U));
    }

    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (int)((ulong)NextBits() * (ulong)maxValue >> 32);
    }

    public override int Next(int minValue, int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return (int)((long)(NextDouble() * ((long)maxValue - minValue)) + minValue);
    }

    public override void NextBytes(byte[] buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        for (int i = 0; i < buffer.Length; i++)
            buffer[i] = (byte)Next();
    }

    private static uint Bits(Random random)
    {
        uint high = (uint)random.Next(0x10000) << 16;
        return high | (uint)random.Next(0x10000);
    }

    private static uint LargeBits(Random random)
    {
        uint bits;
        do
            bits = Bits(random);
        while (bits < 128);
        return bits;
    }

    private static uint Step(uint z, int s1, int s2, int s3, uint mask) => ((z & mask) << s3) ^ (((z << s1) ^ z) >> s2);

    private uint NextBits()
    {
        _z1 = Step(_z1, 13, 19, 12, ~1U);
        _z2 = Step(_z2, 2, 25, 4, ~7U);
        _z3 = Step(_z3, 3, 11, 17, ~15U);
        _z4 = 1664525 * _z4 + 1013904223;
        return _z1 ^ _z2 ^ _z3 ^ _z4;
    }
}

internal static class RandomUtils
{
    public static TauswortheHybrid Create(int? seed) => seed is int given ? new TauswortheHybrid((uint)given) : new TauswortheHybrid(new Random());

    public static TauswortheHybrid Create(uint? seed) => Create((int?)seed);

    public static TauswortheHybrid Create(Random seed) => new(seed);
}
