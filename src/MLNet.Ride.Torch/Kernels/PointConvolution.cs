namespace MLNet.Ride.Torch.Kernels;

/// <summary>1×1 convolution with stride 1, to a vector of channels or more: one product of all pixels with the kernels.</summary>
internal sealed unsafe class PointConvolution<TLanes> : IConvolution
    where TLanes : unmanaged, ILanes<TLanes>
{
    // Pixels, and numbers of each, for which the kernels of a panel are reused while they are in the second-level cache.
    private const int PixelsAtOnce = 256;
    private const int DepthAtOnce = 256;

    private readonly int _inputs;
    private readonly int _outputs;
    private readonly int _width;
    private readonly AlignedFloats _weights;
    private readonly AlignedFloats _bias;

    public PointConvolution(in ConvolutionKernels kernels)
    {
        (_inputs, _outputs, _width) = (kernels.Inputs, kernels.Outputs, Lanes.RoundUp<TLanes>(kernels.Outputs));
        _weights = new AlignedFloats(_inputs * _width);
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
        nint pixels = (nint)input.Count * input.Height * input.Width;
        float* product = Scratch.Of(PixelsAtOnce * (_width + _inputs));
        float* copied = product + (PixelsAtOnce * _width);
        for (nint first = 0; first < pixels; first += PixelsAtOnce)
        {
            int count = (int)Math.Min(PixelsAtOnce, pixels - first);
            T* source = input.Start + (first * _inputs);
            bool inPlace = typeof(T) == typeof(float) && count % RowGroups.Rows == 0;
            if (!inPlace)
            {
                Lanes.ToSingle(source, copied, count * _inputs);
            }

            nint target = first * _outputs;
            Pixels(inPlace ? (float*)source : copied, count, product, output.Start + target, added is null ? null : added + target, rectified);
        }
    }

    private void Pixels<T>(float* source, int count, float* product, T* pixels, T* added, bool rectified)
        where T : unmanaged
    {
        for (int depth = 0; depth < _inputs; depth += DepthAtOnce)
        {
            var rows = new RowGroups
            {
                Start = source + depth,
                Row = _inputs,
                Group = _inputs * RowGroups.Rows,
                Groups = RowGroups.Of(count),
                Depth = Math.Min(DepthAtOnce, _inputs - depth),
                Adds = depth > 0,
            };
            for (int column = 0; column < _width;)
            {
                int columns = Panels<TLanes>.Next(_width - column);
                float* panel = _weights.Start + ((nint)column * _inputs) + (depth * columns);
                float* products = product + (column * PixelsAtOnce);
                MatrixProduct<TLanes>.Multiply(rows, panel, columns, columns, products, columns, RowGroups.Rows * columns);
                if (depth + DepthAtOnce >= _inputs)
                {
                    PanelOutput<TLanes>.Write(products, column, columns, _bias.Start, pixels, added, count, _outputs, rectified);
                }

                column += columns;
            }
        }
    }
}
