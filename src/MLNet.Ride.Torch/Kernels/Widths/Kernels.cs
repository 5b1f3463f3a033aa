using MLNet.Ride.Torch.Kernels.Winograd;

namespace MLNet.Ride.Torch.Kernels.Widths;

/// <inheritdoc cref="IKernels"/>
internal sealed class Kernels<TLanes> : IKernels
    where TLanes : unmanaged, ILanes<TLanes>
{
    public int VectorBits => 8 * sizeof(float) * TLanes.Count;

    public int Lanes => TLanes.Count;

    public INormKernels Norm { get; } = new NormKernels<TLanes>();

    public IConvolution Winograd(in ConvolutionKernels kernels) => new WinogradConvolution<TLanes>(kernels);

    public IConvolution Patches(in ConvolutionKernels kernels, int stride) => new PatchConvolution<TLanes>(kernels, stride);

    public IConvolution Points(in ConvolutionKernels kernels) => new PointConvolution<TLanes>(kernels);

    public void MaxPool<T>(Maps<T> input, Maps<T> output)
        where T : unmanaged
        => MaxPooling<TLanes>.Run(input, output);

    public IKernelGradient Gradient(KernelBlock block) => new WinogradGradient<TLanes>(block);

    public unsafe void StepSgd(float* weights, float* gradients, float* velocities, int count, in SgdFactors factors)
        => SgdStep<TLanes>.Run(weights, gradients, velocities, count, factors);

    public override string ToString() => $"{VectorBits}-bit vectors";
}
