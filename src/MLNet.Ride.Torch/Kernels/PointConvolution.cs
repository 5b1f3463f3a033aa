namespace MLNet.Ride.Torch.Kernels;

/// <summary>1×1 convolution with stride 1, to a vector of channels or more: one product of all pixels with the kernels.</summary>
internal sealed unsafe class PointConvolution<TLanes>(in ConvolutionKernels kernels) : IConvolution
    where TLanes : unmanaged, ILanes<TLanes>
{
    // Pixels, and numbers of each, for which the kernels of a panel are reused while they are in the second-level cache.
    private const int PixelsAtOnce = 256;
    private const int DepthAtOnce = 256;

    private readonly PackedKernels<TLanes> _kernels = new(kernels);

    public long Bytes => _kernels.Bytes;

    public void Dispose() => _kernels.Dispose();

    public void Run<T>(Maps<T> input, T* added, bool rectified, Maps<T> output, WorkPart part)
        where T : unmanaged
    {
        nint pixels = (nint)input.Count * input.Height * input.Width;
        float* product = Scratch.Of(PixelsAtOnce * (_kernels.Width + _kernels.Inputs));
        float* copied = product + (PixelsAtOnce * _kernels.Width);
        for (nint first = 0; first < pixels; first += PixelsAtOnce)
        {
            int count = (int)Math.Min(PixelsAtOnce, pixels - first);
            T* source = input.Start + (first * _kernels.Inputs);
            bool inPlace = typeof(T) == typeof(float) && count % RowGroups.Rows == 0;
            if (!inPlace)
            {
                Lanes.ToSingle(source, copied, count * _kernels.Inputs);
            }

            nint target = first * _kernels.Outputs;
            Pixels(inPlace ? (float*)source : copied, count, product, output.Start + target, added is null ? null : added + target, rectified, part);
        }

        GC.KeepAlive(this);
    }

    private void Pixels<T>(float* source, int count, float* product, T* pixels, T* added, bool rectified, WorkPart part)
        where T : unmanaged
    {
        for (int depth = 0; depth < _kernels.Inputs; depth += DepthAtOnce)
        {
            var rows = new RowGroups
            {
                Start = source + depth,
                Row = _kernels.Inputs,
                Group = _kernels.Inputs * RowGroups.Rows,
                Groups = RowGroups.Of(count),
                Depth = Math.Min(DepthAtOnce, _kernels.Inputs - depth),
                Adds = depth > 0,
            };
            for (int column = 0, unit = 0; column < _kernels.Width; unit++)
            {
                int columns = Panels<TLanes>.Next(_kernels.Width - column);
                if (!part.Has(unit))
                {
                    column += columns;
                    continue;
                }

                float* panel = _kernels.Weights + ((nint)column * _kernels.Inputs) + (depth * columns);
                float* products = product + (column * PixelsAtOnce);
                MatrixProduct<TLanes>.Multiply(rows, panel, columns, columns, products, columns, RowGroups.Rows * columns);
                if (depth + DepthAtOnce >= _kernels.Inputs)
                {
                    PanelOutput<TLanes>.Write(products, column, columns, _kernels.Bias, pixels, added, count, _kernels.Outputs, rectified);
                }

                column += columns;
            }
        }
    }
}
