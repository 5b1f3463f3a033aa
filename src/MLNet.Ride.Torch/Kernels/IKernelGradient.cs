namespace MLNet.Ride.Torch.Kernels;

/// <summary>
/// The gradient of a loss with respect to a block of the kernels of a 3×3 convolution with stride 1, on the caller's thread.
/// </summary>
internal unsafe interface IKernelGradient : IDisposable
{
    /// <summary>Accumulates the gradient from the input maps and the gradients of the output.</summary>
    void Sum<T>(Maps<T> input, Maps<T> gradient)
        where T : unmanaged;

    /// <summary>Adds the sums of another instance of the same kind and block.</summary>
    void Add(IKernelGradient other);

    /// <summary>Writes the gradient of the block's kernels to those of all channels.</summary>
    /// <param name="kernels">[3, 3, inputs, outputs].</param>
    /// <param name="inputs">Number of all input channels.</param>
    /// <param name="outputs">Number of all output channels.</param>
    void WriteKernels(float* kernels, int inputs, int outputs);
}
