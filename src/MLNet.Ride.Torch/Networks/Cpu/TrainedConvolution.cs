using MLNet.Ride.Torch.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks.Cpu;

/// <summary>
/// 3×3 convolution with stride 1 of [n, inputs, h, w] with [outputs, inputs, 3, 3], both of 16 channels or more, and its gradients, computed with
/// Winograd's minimal filtering on all threads: on the CPU, channels last, of maps in single precision or bfloat16 with weights in single precision.
/// </summary>
internal sealed unsafe class TrainedConvolution : autograd.SingleTensorFunction<TrainedConvolution>
{
    // libtorch takes ownership of the gradients; these are disposed after that, at the latest with the caller's scope.
    [ThreadStatic]
    private static List<Tensor>? s_taken;

    public override string Name => nameof(TrainedConvolution);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        (var input, var weight, var kernels) = ((Tensor)vars[0], (Tensor)vars[1], (IKernels)vars[2]);
        ctx.save_for_backward([input, weight]);
        ctx.save_data("kernels", kernels);
        return Convolve(kernels, input, weight.permute(2, 3, 1, 0));
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        s_taken?.ForEach(tensor => tensor?.Dispose());
        using DisposeScope scope = NewDisposeScope();
        scope.Attach(grad_output.DetachFromDisposeScope());
        List<Tensor> saved = ctx.get_saved_variables();
        (Tensor input, Tensor weight) = (saved[0], saved[1]);
        var kernels = (IKernels)ctx.get_data("kernels");
        Tensor byInput = Convolve(kernels, grad_output, weight.flip(2, 3).permute(2, 3, 0, 1));
        Tensor byWeight = KernelGradient(kernels, input, grad_output, weight.shape);
        return s_taken = [byInput.MoveToOuterDisposeScope(), byWeight.MoveToOuterDisposeScope(), null!];
    }

    // weights: [3, 3, inputs, outputs].
    private static Tensor Convolve(IKernels kernels, Tensor input, Tensor weights)
        => CpuLayers.IsHalf(input) ? Convolve<BFloat>(kernels, input, weights) : Convolve<float>(kernels, input, weights);

    private static Tensor Convolve<T>(IKernels kernels, Tensor input, Tensor weights)
        where T : unmanaged
    {
        using DisposeScope scope = NewDisposeScope();
        (int inputs, int outputs) = ((int)weights.size(2), (int)weights.size(3));
        using IConvolution convolution = kernels.Winograd(new(3, inputs, outputs, CpuLayers.Numbers(weights.contiguous()), new float[outputs]));
        Tensor source = CpuLayers.Pixels(input);
        Tensor result = empty([source.size(0), source.size(1), source.size(2), outputs], input.dtype);
        (Maps<T> maps, Maps<T> convolved) = (CpuLayers.Of<T>(source), CpuLayers.Of<T>(result));
        CpuLayers.OnMaps(maps, (first, count) => convolution.Run(maps.Slice(first, count), null, false, convolved.Slice(first, count), WorkPart.Whole));
        return result.permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }

    // Partial sums are added in a fixed order: the result does not depend on which thread finishes first.
    private static Tensor KernelGradient(IKernels kernels, Tensor input, Tensor gradient, long[] shape)
        => CpuLayers.IsHalf(input) ? KernelGradient<BFloat>(kernels, input, gradient, shape) : KernelGradient<float>(kernels, input, gradient, shape);

    private static Tensor KernelGradient<T>(IKernels kernels, Tensor input, Tensor gradient, long[] shape)
        where T : unmanaged
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor source = CpuLayers.Pixels(input);
        Tensor byResult = CpuLayers.Pixels(gradient);
        (int inputs, int outputs) = ((int)shape[1], (int)shape[0]);
        (Maps<T> maps, Maps<T> gradients) = (CpuLayers.Of<T>(source), CpuLayers.Of<T>(byResult));
        Tensor byWeight = empty(3, 3, inputs, outputs);
        nint target = (nint)CpuLayers.Start(byWeight);
        KernelBlock[] blocks = KernelBlock.All(inputs, outputs, kernels.Lanes);

        // Blocks of few channels are too few for all threads: these share the maps.
        int parts = Math.Clamp(get_num_threads() / blocks.Length, 1, maps.Count);
        var sums = new IKernelGradient[blocks.Length * parts];
        CpuLayers.OnThreads(sums.Length, i =>
        {
            (int block, int part) = Math.DivRem(i, parts);
            int first = (int)((long)maps.Count * part / parts);
            int count = (int)((long)maps.Count * (part + 1) / parts) - first;
            sums[i] = kernels.Gradient(blocks[block]);
            sums[i].Sum(maps.Slice(first, count), gradients.Slice(first, count));
        });
        CpuLayers.OnThreads(blocks.Length, block =>
        {
            IKernelGradient total = sums[block * parts];
            for (int part = 1; part < parts; part++)
            {
                total.Add(sums[(block * parts) + part]);
            }

            total.WriteKernels((float*)target, inputs, outputs);
        });
        Array.ForEach(sums, part => part.Dispose());
        return byWeight.permute(3, 2, 0, 1).contiguous().MoveToOuterDisposeScope();
    }
}
