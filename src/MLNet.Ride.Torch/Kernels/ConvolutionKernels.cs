namespace MLNet.Ride.Torch.Kernels;

/// <summary>Weights and biases of a convolution.</summary>
/// <param name="size">Rows and columns of a kernel.</param>
/// <param name="inputs">Number of input channels.</param>
/// <param name="outputs">Number of output channels.</param>
/// <param name="weights">[size, size, inputs, outputs].</param>
/// <param name="bias">One for each output channel.</param>
internal readonly ref struct ConvolutionKernels(int size, int inputs, int outputs, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias)
{
    public int Size { get; } = size;

    public int Inputs { get; } = inputs;

    public int Outputs { get; } = outputs;

    public ReadOnlySpan<float> Weights { get; } = weights;

    public ReadOnlySpan<float> Bias { get; } = bias;
}
