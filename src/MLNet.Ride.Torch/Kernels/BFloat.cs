
namespace MLNet.Ride.Torch.Kernels;

/// <summary>A bfloat16 number: the upper half of a single-precision number.</summary>
internal readonly struct BFloat(ushort bits)
{
    private readonly ushort _bits = bits;

    public float ToSingle() => BitConverter.UInt32BitsToSingle((uint)_bits << 16);
}
