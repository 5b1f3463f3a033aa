using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNet.Ride.Torch.Kernels;

/// <summary>
/// Convolution of any odd kernel and stride to 16 channels or more, as a product of the patches around the pixels with the kernels. A row
/// of a patch is contiguous in a zero-padded map, so that only that map is copied.
/// </summary>
internal sealed unsafe class PatchConvolution(ConvolutionKernels kernels, int stride) : IConvolution
{
    public void Run<T>(Maps<T> input, T* added, bool rectified, Maps<T> output)
        where T : unmanaged
    {
        int border = kernels.Size / 2;
        int groups = RowGroups.Of(output.Width);
        int products = groups * RowGroups.Rows * kernels.Width;

        // Patches beyond the last pixel of a row are read and multiplied too, with unused results; the memory must exist.
        int beyond = stride * RowGroups.Rows * input.Channels;
        int size = (input.Height + (2 * border)) * (input.Width + (2 * border)) * input.Channels;
        float* product = Scratch.Of(products + size + beyond);
        var bordered = new Maps<float>(product + products, 1, input.Height + (2 * border), input.Width + (2 * border), input.Channels);
        new Span<float>(bordered.Start, size + beyond).Clear();
        for (int map = 0; map < input.Count; map++)
        {
            CopyInside(input, map, border, bordered);
            for (int y = 0; y < output.Height; y++)
            {
                var patches = new RowGroups
                {
                    Start = bordered.At(0, y * stride, 0),
                    Row = stride * input.Channels,
                    Group = stride * input.Channels * RowGroups.Rows,
                    Groups = groups,
                    Depth = kernels.Size * input.Channels,
                    Parts = kernels.Size,
                    Part = bordered.Row,
                };
                MatrixProduct.Multiply(patches, kernels.Weights, kernels.Width, product, RowGroups.Rows * kernels.Width);
                T* pixels = output.At(map, y, 0);
                Write(product, output.Width, pixels, added is null ? null : added + (pixels - output.Start), output.Channels, rectified);
            }
        }
    }

    private static void CopyInside<T>(Maps<T> input, int map, int border, Maps<float> bordered)
        where T : unmanaged
    {
        for (int y = 0; y < input.Height; y++)
        {
            Lanes.ToSingle(input.At(map, y, 0), bordered.At(0, y + border, border), (int)input.Row);
        }
    }

    [MethodImpl(Lanes.Hot)]
    private void Write<T>(float* product, int count, T* pixels, T* added, int channels, bool rectified)
        where T : unmanaged
    {
        for (int channel = 0; channel < channels; channel += Lanes.Count)
        {
            int at = Math.Min(channel, channels - Lanes.Count);
            var output = new OutputPixels<T>
            {
                Pixels = pixels + at,
                Added = added is null ? null : added + at,
                Bias = kernels.Bias + at,
                Rectified = rectified,
                Row = (nint)count * channels,
                Column = channels,
                Rows = 1,
                Columns = count,
            };
            Vector512<float> bias = Vector512.Load(output.Bias), lowest = output.Lowest;
            for (int i = 0; i < count; i++)
            {
                output.Write(Vector512.Load(product + ((nint)i * kernels.Width) + at) + bias, (nint)i * channels, lowest);
            }
        }
    }
}
