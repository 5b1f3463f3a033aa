using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNet.Ride.Torch.Imaging;

/// <summary>The two passes of <see cref="ImageResizer"/>, with vectors: sums of pixels times weights, rounded to 8 bits.</summary>
internal static class ResizePasses
{
    private const int Half = 1 << (ResizeFilter.FractionBits - 1);
    private const int PairBytes = 8;

    /// <summary>Writes the pixels of a resized row.</summary>
    /// <param name="filter">Source pixels and weights of each pixel.</param>
    /// <param name="row">The row; pixels after it are read, but do not count.</param>
    /// <param name="target">The resized row.</param>
    public static void ResizeRow(ResizeFilter filter, ReadOnlySpan<byte> row, Span<byte> target)
    {
        for (int x = 0, written = 0; written < target.Length; x++, written += ImagePixels.Channels)
        {
            Vector128<int> sum = WeightedSum(row[(filter.First(x) * ImagePixels.Channels)..], filter.Weights(x));
            target[written] = Clip(sum[0]);
            target[written + 1] = Clip(sum[1]);
            target[written + 2] = Clip(sum[2]);
        }
    }

    /// <summary>Writes a row that mixes several rows.</summary>
    /// <param name="rows">The first of the rows, which the others follow.</param>
    /// <param name="weights">Weight of each of the rows.</param>
    /// <param name="target">The mixed row.</param>
    public static void MixRows(ReadOnlySpan<byte> rows, ReadOnlySpan<int> weights, Span<byte> target)
    {
        int x = 0;
        for (; x <= target.Length - Vector<byte>.Count; x += Vector<byte>.Count)
        {
            MixVectors(rows[x..], target.Length, weights).CopyTo(target[x..]);
        }

        for (; x < target.Length; x++)
        {
            int sum = Half;
            for (int k = 0; k < weights.Length; k++)
            {
                sum += weights[k] * rows[(k * target.Length) + x];
            }

            target[x] = Clip(sum);
        }
    }

    // Two pixels at a time: red, green, blue, and nothing of the first, then of the second.
    private static Vector128<int> WeightedSum(ReadOnlySpan<byte> pixels, ReadOnlySpan<int> weights)
    {
        Vector256<int> sums = Vector256<int>.Zero;
        int k = 0;
        for (; k + 1 < weights.Length && (k * ImagePixels.Channels) + PairBytes <= pixels.Length; k += 2)
        {
            ulong bytes = Unsafe.ReadUnaligned<ulong>(ref Unsafe.AsRef(in pixels[k * ImagePixels.Channels]));
            Vector128<byte> pair = Vector128.Shuffle(
                Vector128.CreateScalarUnsafe(bytes).AsByte(), Vector128.Create((byte)0, 1, 2, 255, 3, 4, 5, 255, 255, 255, 255, 255, 255, 255, 255, 255));
            sums += Vector256.WidenLower(Vector256.WidenLower(pair.ToVector256Unsafe()).AsInt16()) * Vector256.Create(Vector128.Create(weights[k]), Vector128.Create(weights[k + 1]));
        }

        Vector128<int> sum = sums.GetLower() + sums.GetUpper() + Vector128.Create(Half);
        for (; k < weights.Length; k++)
        {
            ReadOnlySpan<byte> pixel = pixels.Slice(k * ImagePixels.Channels, ImagePixels.Channels);
            sum += Vector128.Create(pixel[0], pixel[1], pixel[2], 0) * weights[k];
        }

        return sum;
    }

    private static Vector<byte> MixVectors(ReadOnlySpan<byte> rows, int stride, ReadOnlySpan<int> weights)
    {
        var half = new Vector<int>(Half);
        (Vector<int> first, Vector<int> second, Vector<int> third, Vector<int> fourth) = (half, half, half, half);
        for (int k = 0; k < weights.Length; k++)
        {
            Vector.Widen(new Vector<byte>(rows[(k * stride)..]), out Vector<ushort> low, out Vector<ushort> high);
            Vector.Widen(low, out Vector<uint> low1, out Vector<uint> low2);
            Vector.Widen(high, out Vector<uint> high1, out Vector<uint> high2);
            first += Vector.AsVectorInt32(low1) * weights[k];
            second += Vector.AsVectorInt32(low2) * weights[k];
            third += Vector.AsVectorInt32(high1) * weights[k];
            fourth += Vector.AsVectorInt32(high2) * weights[k];
        }

        return Vector.Narrow(Vector.Narrow(Clip(first), Clip(second)), Vector.Narrow(Clip(third), Clip(fourth)));
    }

    // The weights are not negative, so neither is the sum.
    private static byte Clip(int sum) => (byte)Math.Min(sum >> ResizeFilter.FractionBits, byte.MaxValue);

    private static Vector<uint> Clip(Vector<int> sum)
        => Vector.AsVectorUInt32(Vector.Min(Vector.ShiftRightArithmetic(sum, ResizeFilter.FractionBits), new Vector<int>(byte.MaxValue)));
}
