namespace MLNet.Ride.Torch.Kernels;

/// <summary>
/// Convolution of any odd kernel and stride to a vector of channels or more, as a product of the patches around the pixels with the kernels. A row
/// of a patch is contiguous in a zero-padded map, so that only that map is copied.
/// </summary>
internal sealed unsafe class PatchConvolution<TLanes> : IConvolution
    where TLanes : unmanaged, ILanes<TLanes>
{
    // Output pixels for which the kernels of a panel are reused.
    private const int PixelsAtOnce = 256;

    private readonly int _size;
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly int _width;
    private readonly int _stride;
    private readonly AlignedFloats _weights;
    private readonly AlignedFloats _bias;

    public PatchConvolution(in ConvolutionKernels kernels, int stride)
    {
        (_size, _inputs, _stride) = (kernels.Size, kernels.Inputs, stride);
        (_outputs, _width) = (kernels.Outputs, Lanes.RoundUp<TLanes>(kernels.Outputs));
        _weights = new AlignedFloats(_size * _size * _inputs * _width);
        Panels<TLanes>.Pack(kernels.Weights, kernels.Outputs, _weights.Span);
        _bias = new AlignedFloats(_width);
        Panels<TLanes>.Pack(kernels.Bias, kernels.Outputs, _bias.Span);
    }

    public void Dispose()
    {
        _weights.Dispose();
        _bias.Dispose();
    }

    public void Run<T>(Maps<T> input, T* added, bool rectified, Maps<T> output)
        where T : unmanaged
    {
        int border = _size / 2;
        int groups = RowGroups.Of(output.Width);
        int rowsAtOnce = Math.Clamp(PixelsAtOnce / (groups * RowGroups.Rows), 1, output.Height);
        int products = rowsAtOnce * groups * RowGroups.Rows * Panels<TLanes>.Widest;

        // Patches beyond the last pixel of a row are read and multiplied too, with unused results; the memory must exist.
        int beyond = _stride * RowGroups.Rows * input.Channels;
        int size = (input.Height + (2 * border)) * (input.Width + (2 * border)) * input.Channels;
        float* product = Scratch.Of(products + size + beyond);
        var bordered = new Maps<float>(product + products, 1, input.Height + (2 * border), input.Width + (2 * border), input.Channels);
        new Span<float>(bordered.Start, size + beyond).Clear();
        for (int map = 0; map < input.Count; map++)
        {
            CopyInside(input, map, border, bordered);
            for (int y = 0; y < output.Height; y += rowsAtOnce)
            {
                T* pixels = output.At(map, y, 0);
                Rows(bordered, y, Math.Min(rowsAtOnce, output.Height - y), product, pixels, added is null ? null : added + (pixels - output.Start), output, rectified);
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

    // Rows of the output, panel by panel, so that the weights of a panel are reused while they are in the cache.
    private void Rows<T>(Maps<float> bordered, int first, int rows, float* product, T* pixels, T* added, Maps<T> output, bool rectified)
        where T : unmanaged
    {
        int groups = RowGroups.Of(output.Width);
        nint depth = (nint)_size * _size * _inputs;
        for (int column = 0; column < _width;)
        {
            int columns = Panels<TLanes>.Next(_width - column);
            for (int y = 0; y < rows; y++)
            {
                var patches = new RowGroups
                {
                    Start = bordered.At(0, (first + y) * _stride, 0),
                    Row = _stride * _inputs,
                    Group = _stride * _inputs * RowGroups.Rows,
                    Groups = groups,
                    Depth = _size * _inputs,
                    Parts = _size,
                    Part = bordered.Row,
                };
                float* ofRow = product + (y * groups * RowGroups.Rows * columns);
                MatrixProduct<TLanes>.Multiply(patches, _weights.Start + (column * depth), columns, columns, ofRow, columns, RowGroups.Rows * columns);
                PanelOutput<TLanes>.Write(
                    ofRow, column, columns, _bias.Start, pixels + (y * output.Row), added is null ? null : added + (y * output.Row), output.Width, _outputs, rectified);
            }

            column += columns;
        }
    }
}
