namespace MLNet.Ride.Torch.Kernels;

/// <summary>Weights of a convolution in panels (<see cref="Panels{TLanes}"/>), and biases, with the output channels rounded up to whole vectors.</summary>
internal sealed unsafe class PackedKernels<TLanes> : IDisposable
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly AlignedFloats _weights;
    private readonly AlignedFloats _bias;

    public PackedKernels(in ConvolutionKernels kernels)
    {
        (Size, Inputs, Outputs) = (kernels.Size, kernels.Inputs, kernels.Outputs);
        Width = Lanes.RoundUp<TLanes>(Outputs);
        _weights = new AlignedFloats(Size * Size * Inputs * Width);
        Panels<TLanes>.Pack(kernels.Weights, Outputs, _weights.Span);
        _bias = new AlignedFloats(Width);
        Panels<TLanes>.Pack(kernels.Bias, Outputs, _bias.Span);
    }

    public int Size { get; }

    public int Inputs { get; }

    public int Outputs { get; }

    /// <summary>The output channels, rounded up.</summary>
    public int Width { get; }

    /// <summary>[size · size · inputs, width], packed.</summary>
    public float* Weights => _weights.Start;

    /// <summary>[width].</summary>
    public float* Bias => _bias.Start;

    public long Bytes => _weights.Bytes + _bias.Bytes;

    public void Dispose()
    {
        _weights.Dispose();
        _bias.Dispose();
    }
}
