using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNet.Ride.Torch.Convolutions;

/// <summary>
/// Convolution of any odd kernel and stride to 16 channels or more, as a product of the patches around the pixels with the kernels. A row of a
/// patch lies together in a map with a border of zeros, so that nothing but that map is copied.
/// </summary>
internal sealed unsafe class PatchConvolution(Kernels kernels, int stride) : IConvolution
{
    public void Run(Maps input, float* added, bool rectified, Maps output)
    {
        int border = kernels.Size / 2;
        int groups = RowGroups.Of(output.Width);
        int products = groups * RowGroups.Rows * kernels.Width;

        // Patches beyond the last pixel of a row are read and multiplied for nothing; there must be memory.
        int beyond = stride * RowGroups.Rows * input.Channels;
        int size = (input.Height + (2 * border)) * (input.Width + (2 * border)) * input.Channels;
        float* product = Scratch.Of(products + size + beyond);
        var bordered = new Maps(product + products, 1, input.Height + (2 * border), input.Width + (2 * border), input.Channels);
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
                float* pixels = output.At(map, y, 0);
                Write(product, output.Width, pixels, added is null ? null : added + (pixels - output.Start), output.Channels, rectified);
            }
        }
    }

    private static void CopyInside(Maps input, int map, int border, Maps bordered)
    {
        for (int y = 0; y < input.Height; y++)
        {
            var row = new Span<float>(input.At(map, y, 0), (int)input.Row);
            row.CopyTo(new Span<float>(bordered.At(0, y + border, border), (int)input.Row));
        }
    }

    [MethodImpl(Lanes.Hot)]
    private void Write(float* product, int count, float* pixels, float* added, int channels, bool rectified)
    {
        Vector512<float> lowest = rectified ? Vector512<float>.Zero : Vector512.Create(float.NegativeInfinity);
        for (int channel = 0; channel < channels; channel += Lanes.Count)
        {
            int at = Math.Min(channel, channels - Lanes.Count);
            var output = new OutputPixels(pixels + at, added is null ? null : added + at, 0, channels, 1, count, Vector512.Load(kernels.Bias + at), lowest);
            for (int i = 0; i < count; i++)
            {
                output.Write(Vector512.Load(product + ((nint)i * kernels.Width) + at), (nint)i * channels);
            }
        }
    }
}
