namespace MLNet.Ride.Torch.Kernels;

/// <summary>
/// Convolution of any odd kernel and stride to a vector of channels or more, as a product of the patches around the pixels with the kernels. A row
/// of a patch is contiguous in a zero-padded map, so that only that map is copied.
/// </summary>
internal sealed unsafe class PatchConvolution<TLanes>(in ConvolutionKernels kernels, int stride) : IConvolution
    where TLanes : unmanaged, ILanes<TLanes>
{
    // Output pixels for which the kernels of a panel are reused.
    private const int PixelsAtOnce = 256;

    private readonly PackedKernels<TLanes> _kernels = new(kernels);

    public long Bytes => _kernels.Bytes;

    public void Dispose() => _kernels.Dispose();

    public void Run<T>(Maps<T> input, T* added, bool rectified, Maps<T> output, WorkPart part)
        where T : unmanaged
    {
        int border = _kernels.Size / 2;
        int groups = RowGroups.Of(output.Width);
        int rowsAtOnce = Math.Clamp(PixelsAtOnce / (groups * RowGroups.Rows), 1, output.Height);
        int products = rowsAtOnce * groups * RowGroups.Rows * Panels<TLanes>.Widest;

        // Patches beyond the last pixel of a row are read and multiplied too, with unused results; the memory must exist.
        int beyond = stride * RowGroups.Rows * input.Channels;
        int size = (input.Height + (2 * border)) * (input.Width + (2 * border)) * input.Channels;
        float* product = Scratch.Of(products + size + beyond);
        var bordered = new Maps<float>(product + products, 1, input.Height + (2 * border), input.Width + (2 * border), input.Channels);
        new Span<float>(bordered.Start, size + beyond).Clear();
        int unit = 0;
        for (int map = 0; map < input.Count; map++)
        {
            CopyInside(input, map, border, bordered);
            for (int y = 0; y < output.Height; y += rowsAtOnce)
            {
                T* pixels = output.At(map, y, 0);
                Rows(bordered, y, Math.Min(rowsAtOnce, output.Height - y), product, pixels, added is null ? null : added + (pixels - output.Start), output, rectified, part, ref unit);
            }
        }

        GC.KeepAlive(this);
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
    private void Rows<T>(Maps<float> bordered, int first, int rows, float* product, T* pixels, T* added, Maps<T> output, bool rectified, WorkPart part, ref int unit)
        where T : unmanaged
    {
        int groups = RowGroups.Of(output.Width);
        nint depth = (nint)_kernels.Size * _kernels.Size * _kernels.Inputs;
        for (int column = 0; column < _kernels.Width;)
        {
            int columns = Panels<TLanes>.Next(_kernels.Width - column);
            for (int y = 0; part.Has(unit) && y < rows; y++)
            {
                var patches = new RowGroups
                {
                    Start = bordered.At(0, (first + y) * stride, 0),
                    Row = stride * _kernels.Inputs,
                    Group = stride * _kernels.Inputs * RowGroups.Rows,
                    Groups = groups,
                    Depth = _kernels.Size * _kernels.Inputs,
                    Parts = _kernels.Size,
                    Part = bordered.Row,
                };
                float* ofRow = product + (y * groups * RowGroups.Rows * columns);
                MatrixProduct<TLanes>.Multiply(patches, _kernels.Weights + (column * depth), columns, columns, ofRow, columns, RowGroups.Rows * columns);
                PanelOutput<TLanes>.Write(
                    ofRow, column, columns, _kernels.Bias, pixels + (y * output.Row), added is null ? null : added + (y * output.Row), output.Width, _kernels.Outputs, rectified);
            }

            column += columns;
            unit++;
        }
    }
}
