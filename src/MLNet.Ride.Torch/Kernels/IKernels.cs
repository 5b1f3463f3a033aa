namespace MLNet.Ride.Torch.Kernels;

/// <summary>All kernels for one width of vectors.</summary>
internal interface IKernels
{
    /// <summary>Bits of a vector.</summary>
    int VectorBits { get; }

    /// <summary>The fewest channels that the kernels process: a vector of them.</summary>
    int Lanes { get; }

    INormKernels Norm { get; }

    /// <summary>3×3 convolution with stride 1, of <see cref="Lanes"/> channels or more.</summary>
    IConvolution Winograd(in ConvolutionKernels kernels);

    /// <summary>Convolution of any odd size and stride to <see cref="Lanes"/> channels or more.</summary>
    IConvolution Patches(in ConvolutionKernels kernels, int stride);

    /// <summary>1×1 convolution with stride 1, to <see cref="Lanes"/> channels or more.</summary>
    IConvolution Points(in ConvolutionKernels kernels);

    /// <summary>Max pooling of 3×3 pixels with stride 2 and a border of 1, of <see cref="Lanes"/> channels or more.</summary>
    void MaxPool<T>(Maps<T> input, Maps<T> output)
        where T : unmanaged;

    /// <summary>The gradient of a 3×3 convolution with stride 1, for a block from and to <see cref="Lanes"/> channels or more.</summary>
    IKernelGradient Gradient(KernelBlock block);

    /// <summary>
    /// A step of SGD: with d = gradient + decay · weight, the velocity becomes momentum · velocity + d, and the weight loses rate times the velocity; with
    /// Nesterov's momentum, d + momentum · velocity, and without momentum, d.
    /// </summary>
    /// <param name="weights">[count].</param>
    /// <param name="gradients">[count].</param>
    /// <param name="velocities">[count], 0 before the first step; neither read nor written without momentum.</param>
    /// <param name="count">Number of weights.</param>
    /// <param name="factors">Learning rate, momentum, and weight decay.</param>
    unsafe void StepSgd(float* weights, float* gradients, float* velocities, int count, in SgdFactors factors);
}
