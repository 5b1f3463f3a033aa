using System.Numerics;
using System.Runtime.InteropServices;

namespace MLNet.Ride.Torch.Imaging;

/// <summary>
/// Resizes images with the arithmetic of PIL's <c>resize(…, BILINEAR)</c>: columns first, each pass rounded to 8 bits. It reuses its
/// buffers and is not thread-safe.
/// </summary>
internal sealed class ImageResizer
{
    private const int Half = 1 << (ResizeFilter.FractionBits - 1);

    private readonly ResizeFilter _columns = new();
    private readonly ResizeFilter _rows = new();
    private byte[] _narrow = [];
    private int[] _sums = [];

    /// <summary>Resizes a part of an image and writes a window of the result; the rest is not computed.</summary>
    /// <param name="pixels">The image (HWC).</param>
    /// <param name="width">Width of the image.</param>
    /// <param name="part">The part of the image, within it.</param>
    /// <param name="newWidth">Width to resize the part to.</param>
    /// <param name="newHeight">Height to resize the part to.</param>
    /// <param name="window">Window of the result to compute.</param>
    /// <param name="target">The pixels of the window (HWC).</param>
    public void Resize(ReadOnlySpan<byte> pixels, int width, PixelBox part, int newWidth, int newHeight, PixelBox window, Span<byte> target)
    {
        int stride = width * ImagePixels.Channels;
        int rowLength = window.Width * ImagePixels.Channels;
        pixels = pixels[((part.Top * stride) + (part.Left * ImagePixels.Channels))..];
        if (part.Width == newWidth)
        {
            pixels = pixels[(window.Left * ImagePixels.Channels)..];
        }
        else
        {
            if (_narrow.Length < part.Height * rowLength)
            {
                _narrow = GC.AllocateUninitializedArray<byte>(checked(part.Height * rowLength));
            }

            _columns.Set(part.Width, newWidth, window.Left, window.Width);
            for (int y = 0; y < part.Height; y++)
            {
                Narrow(pixels.Slice(y * stride, part.Width * ImagePixels.Channels), _narrow.AsSpan(y * rowLength, rowLength));
            }

            pixels = _narrow;
            stride = rowLength;
        }

        if (part.Height == newHeight)
        {
            for (int y = 0; y < window.Height; y++)
            {
                pixels.Slice((window.Top + y) * stride, rowLength).CopyTo(target[(y * rowLength)..]);
            }

            return;
        }

        _rows.Set(part.Height, newHeight, window.Top, window.Height);
        for (int y = 0; y < window.Height; y++)
        {
            Blend(pixels, stride, y, target.Slice(y * rowLength, rowLength));
        }
    }

    private void Narrow(ReadOnlySpan<byte> row, Span<byte> target)
    {
        for (int x = 0, written = 0; written < target.Length; x++, written += ImagePixels.Channels)
        {
            ReadOnlySpan<int> weights = _columns.Weights(x);
            ReadOnlySpan<byte> from = row.Slice(_columns.First(x) * ImagePixels.Channels, weights.Length * ImagePixels.Channels);
            (int red, int green, int blue) = (Half, Half, Half);
            for (int k = 0, at = 0; k < weights.Length; k++, at += ImagePixels.Channels)
            {
                int weight = weights[k];
                blue += weight * from[at + 2];
                green += weight * from[at + 1];
                red += weight * from[at];
            }

            target[written] = Clip(red);
            target[written + 1] = Clip(green);
            target[written + 2] = Clip(blue);
        }
    }

    private void Blend(ReadOnlySpan<byte> pixels, int stride, int y, Span<byte> target)
    {
        if (_sums.Length < target.Length)
        {
            _sums = new int[target.Length];
        }

        Span<int> sums = _sums.AsSpan(0, target.Length);
        sums.Fill(Half);
        ReadOnlySpan<int> weights = _rows.Weights(y);
        for (int k = 0; k < weights.Length; k++)
        {
            AddWeighted(pixels.Slice((_rows.First(y) + k) * stride, sums.Length), weights[k], sums);
        }

        for (int x = 0; x < target.Length; x++)
        {
            target[x] = Clip(sums[x]);
        }
    }

    private static void AddWeighted(ReadOnlySpan<byte> row, int weight, Span<int> sums)
    {
        int x = 0;
        for (; x <= row.Length - Vector<byte>.Count; x += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(row[x..]), out Vector<ushort> low, out Vector<ushort> high);
            Vector.Widen(low, out Vector<uint> first, out Vector<uint> second);
            Vector.Widen(high, out Vector<uint> third, out Vector<uint> fourth);
            Span<Vector<int>> target = MemoryMarshal.Cast<int, Vector<int>>(sums.Slice(x, Vector<byte>.Count));
            target[0] += Vector.AsVectorInt32(first) * weight;
            target[1] += Vector.AsVectorInt32(second) * weight;
            target[2] += Vector.AsVectorInt32(third) * weight;
            target[3] += Vector.AsVectorInt32(fourth) * weight;
        }

        for (; x < row.Length; x++)
        {
            sums[x] += weight * row[x];
        }
    }

    // The weights are not negative, so neither is the sum.
    private static byte Clip(int sum) => (byte)Math.Min(sum >> ResizeFilter.FractionBits, 255);
}
