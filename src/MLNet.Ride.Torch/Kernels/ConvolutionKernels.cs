
namespace MLNet.Ride.Torch.Kernels;

/// <summary>Weights and biases of a convolution, padded with zeros to whole vectors of output channels.</summary>
internal sealed unsafe class ConvolutionKernels : IDisposable
{
    private readonly AlignedFloats _weights;
    private readonly AlignedFloats _bias;

    /// <param name="size">Rows and columns of a kernel.</param>
    /// <param name="inputs">Number of input channels.</param>
    /// <param name="outputs">Number of output channels.</param>
    /// <param name="weights">[size, size, inputs, outputs].</param>
    /// <param name="bias">One for each output channel.</param>
    public ConvolutionKernels(int size, int inputs, int outputs, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias)
    {
        (Size, Inputs, Outputs) = (size, inputs, outputs);
        _weights = Padded(weights);
        _bias = Padded(bias);
    }

    public int Size { get; }

    public int Inputs { get; }

    public int Outputs { get; }

    /// <summary>The output channels, rounded up to whole vectors.</summary>
    public int Width => Lanes.RoundUp(Outputs);

    /// <summary>[size, size, inputs, width].</summary>
    public float* Weights => _weights.Start;

    /// <summary>[width].</summary>
    public float* Bias => _bias.Start;

    public void Dispose()
    {
        _weights.Dispose();
        _bias.Dispose();
    }

    private AlignedFloats Padded(ReadOnlySpan<float> rows)
    {
        int count = rows.Length / Outputs;
        var padded = new AlignedFloats(count * Width);
        padded.Span.Clear();
        for (int row = 0; row < count; row++)
        {
            rows.Slice(row * Outputs, Outputs).CopyTo(padded.Span[(row * Width)..]);
        }

        return padded;
    }
}
