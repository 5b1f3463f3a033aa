using MLNet.Ride.Torch.Kernels;
using MLNet.Ride.Torch.Kernels.Winograd;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks.Cpu;

/// <summary>
/// 3×3 convolution with stride 1 of [n, inputs, h, w] with [outputs, inputs, 3, 3], both of 16 channels or more, and its gradients, computed with
/// Winograd's minimal filtering on all threads: on the CPU, channels last, of maps in single precision or bfloat16 with weights in single precision.
/// </summary>
internal sealed unsafe class TrainedConvolution : autograd.SingleTensorFunction<TrainedConvolution>
{
    // Number of maps that one thread convolves at a time.
    private const int Slice = 8;

    // libtorch takes ownership of the gradients; these are disposed after that, at the latest with the caller's scope.
    [ThreadStatic]
    private static List<Tensor>? s_taken;

    public override string Name => nameof(TrainedConvolution);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        (var input, var weight) = ((Tensor)vars[0], (Tensor)vars[1]);
        ctx.save_for_backward([input, weight]);
        return Convolve(input, weight.permute(2, 3, 1, 0));
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        s_taken?.ForEach(tensor => tensor.Dispose());
        using DisposeScope scope = NewDisposeScope();
        scope.Attach(grad_output.DetachFromDisposeScope());
        List<Tensor> saved = ctx.get_saved_variables();
        (Tensor input, Tensor weight) = (saved[0], saved[1]);
        Tensor byInput = Convolve(grad_output, weight.flip(2, 3).permute(2, 3, 0, 1));
        Tensor byWeight = KernelGradient(input, grad_output, weight.shape);
        return s_taken = [byInput.MoveToOuterDisposeScope(), byWeight.MoveToOuterDisposeScope()];
    }

    // kernels: [3, 3, inputs, outputs].
    private static Tensor Convolve(Tensor input, Tensor kernels)
        => CpuLayers.IsHalf(input) ? Convolve<BFloat>(input, kernels) : Convolve<float>(input, kernels);

    private static Tensor Convolve<T>(Tensor input, Tensor kernels)
        where T : unmanaged
    {
        using DisposeScope scope = NewDisposeScope();
        (int inputs, int outputs) = ((int)kernels.size(2), (int)kernels.size(3));
        using var convolution = new WinogradConvolution(
            new ConvolutionKernels(3, inputs, outputs, CpuLayers.Numbers(kernels.contiguous()), new float[outputs]));
        Tensor source = CpuLayers.Pixels(input);
        Tensor result = empty([source.size(0), source.size(1), source.size(2), outputs], input.dtype);
        (Maps<T> maps, Maps<T> convolved) = (CpuLayers.Of<T>(source), CpuLayers.Of<T>(result));
        CpuLayers.OnThreads((maps.Count + Slice - 1) / Slice, i =>
        {
            int count = Math.Min(Slice, maps.Count - (i * Slice));
            convolution.Run(maps.Slice(i * Slice, count), null, false, convolved.Slice(i * Slice, count));
        });
        return result.permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }

    // One partial sum per thread, added in a fixed order: the result does not depend on which thread finishes first.
    private static Tensor KernelGradient(Tensor input, Tensor gradient, long[] shape)
        => CpuLayers.IsHalf(input) ? KernelGradient<BFloat>(input, gradient, shape) : KernelGradient<float>(input, gradient, shape);

    private static Tensor KernelGradient<T>(Tensor input, Tensor gradient, long[] shape)
        where T : unmanaged
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor source = CpuLayers.Pixels(input);
        Tensor byResult = CpuLayers.Pixels(gradient);
        var sums = new WinogradGradient[Math.Min(get_num_threads(), (int)source.size(0))];
        (Maps<T> maps, Maps<T> gradients) = (CpuLayers.Of<T>(source), CpuLayers.Of<T>(byResult));
        CpuLayers.OnThreads(sums.Length, i =>
        {
            int first = (int)((long)maps.Count * i / sums.Length);
            int count = (int)((long)maps.Count * (i + 1) / sums.Length) - first;
            sums[i] = new WinogradGradient(maps.Channels, gradients.Channels);
            sums[i].Sum(maps.Slice(first, count), gradients.Slice(first, count));
        });

        foreach (WinogradGradient other in sums.Skip(1))
        {
            sums[0].Add(other);
            other.Dispose();
        }

        Tensor kernels = empty(3, 3, Lanes.RoundUp((int)shape[1]), Lanes.RoundUp((int)shape[0]));
        fixed (byte* target = kernels.bytes)
        {
            sums[0].WriteKernels((float*)target);
        }

        sums[0].Dispose();
        return kernels.narrow(2, 0, shape[1]).narrow(3, 0, shape[0]).permute(3, 2, 0, 1).contiguous().MoveToOuterDisposeScope();
    }
}
