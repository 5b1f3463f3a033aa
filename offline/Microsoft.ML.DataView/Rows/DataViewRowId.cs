using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>A 128-bit row id; the mixing steps are the rounds of MurmurHash3 (x64, 128 bits).</summary>
public readonly struct DataViewRowId : IComparable<DataViewRowId>, IEquatable<DataViewRowId>
{
    private const ulong C1 = 0x87c37b91114253d5;
    private const ulong C2 = 0x4cf5ad432745937f;

    public readonly ulong Low;

    public readonly ulong High;

    public DataViewRowId(ulong low, ulong high)
    {
        Low = low;
        High = high;
    }

    /// <summary>One round over the block (1, 0).</summary>
    public DataViewRowId Fork()
    {
        DataViewRowId next = Next();
        return new DataViewRowId(next.Low ^ BitOperations.RotateLeft(C1, 31) * C2, next.High);
    }

    /// <summary>One round over the block (0, 0).</summary>
    public DataViewRowId Next() => Round(Low, High);

    /// <summary>One round over the block that is the other id, forked.</summary>
    public DataViewRowId Combine(DataViewRowId other)
    {
        DataViewRowId block = other.Fork();
        ulong h1 = BitOperations.RotateLeft(Low ^ BitOperations.RotateLeft(block.Low * C1, 31) * C2, 27) + High;
        h1 = h1 * 5 + 0x52dce729;
        ulong h2 = BitOperations.RotateLeft(High ^ BitOperations.RotateLeft(block.High * C2, 33) * C1, 31) + h1;
        return new DataViewRowId(h1, h2 * 5 + 0x38495ab5);
    }

    public int CompareTo(DataViewRowId other) => High == other.High ? Low.CompareTo(other.Low) : High.CompareTo(other.High);

    public bool Equals(DataViewRowId other) => Low == other.Low && High == other.High;

    public override bool Equals(object obj) => obj is DataViewRowId other && Equals(other);

    public override int GetHashCode()
        => (int)((uint)Low ^ (uint)(Low >> 32) ^ (uint)(High << 7) ^ (uint)(High >> 57) ^ (uint)(High >> (57 - 32)));

    public override string ToString() => $"{High:x16}{Low:x16}";

    private static DataViewRowId Round(ulong h1, ulong h2)
    {
        h1 = (BitOperations.RotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
        h2 = (BitOperations.RotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
        return new DataViewRowId(h1, h2);
    }
}
