using MLNet.Ride.Torch.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks.Cpu;

/// <summary>
/// Batch norm of [n, c, h, w] in training, of 16 channels or more, followed by an addend and ReLU, and its gradients, on all CPU threads,
/// channels last, of maps in single precision or bfloat16 with statistics and parameters in single precision. One pass over memory replaces
/// three of libtorch.
/// </summary>
/// <remarks>Ioffe and Szegedy, "Batch normalization: accelerating deep network training by reducing internal covariate shift", ICML 2015, section 3.</remarks>
internal sealed unsafe class TrainedNorm : autograd.SingleTensorFunction<TrainedNorm>
{
    // Pixels of a slice: partial sums of this size are added in a fixed order, independent of the number of threads.
    private const int Slice = 2 * 1024;

    // libtorch takes ownership of the saved tensors and the gradients; ours are disposed after that, at the latest with the caller's scope.
    [ThreadStatic]
    private static Tensor? s_saved;

    [ThreadStatic]
    private static List<Tensor>? s_taken;

    public override string Name => nameof(TrainedNorm);

    /// <summary>
    /// max(0, γ (x − μ) / √(σ² + ε) + β + added), without the bound if <see cref="BatchStatistics.Rectified"/> is not set.
    /// </summary>
    /// <exception cref="ArgumentException">A channel has a single value, which has no variance.</exception>
    public static Tensor Apply(IKernels kernels, Tensor input, Tensor weight, Tensor bias, BatchStatistics statistics, Tensor? added)
    {
        if (input.numel() <= input.size(1))
        {
            throw new ArgumentException($"Batch norm in training needs at least two values per channel, but a batch of shape [{string.Join(", ", input.shape)}] has one.");
        }

        return added is null ? apply(input, weight, bias, statistics, kernels) : apply(input, weight, bias, statistics, kernels, added);
    }

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        => CpuLayers.IsHalf((Tensor)vars[0]) ? Forward<BFloat>(ctx, vars) : Forward<float>(ctx, vars);

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        => CpuLayers.IsHalf(grad_output) ? Backward<BFloat>(ctx, grad_output) : Backward<float>(ctx, grad_output);

    private static Tensor Forward<T>(autograd.AutogradContext ctx, object[] vars)
        where T : unmanaged
    {
        s_saved?.Dispose();
        using DisposeScope scope = NewDisposeScope();
        (var input, var weight, var bias, var statistics) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor)vars[2], (BatchStatistics)vars[3]);
        INormKernels kernels = ((IKernels)vars[4]).Norm;
        Tensor pixels = CpuLayers.Pixels(input);
        Tensor? added = vars.Length > 5 ? CpuLayers.Pixels((Tensor)vars[5]) : null;
        Tensor result = empty(pixels.shape, pixels.dtype);
        int channels = (int)pixels.size(3);
        int count = checked((int)(pixels.numel() / channels));
        float[] scale = weight.data<float>().ToArray();
        float[] shift = bias.data<float>().ToArray();
        float[] means, deviations;
        (var source, var addend, var target) = (Start(pixels), Start(added), Start(result));
        fixed (float* scales = scale, shifts = shift)
        {
            (double[] mean, double[] variance) = Moments(kernels, (T*)source, count, channels);
            statistics.Update(mean, variance, count);
            means = Array.ConvertAll(mean, value => (float)value);
            deviations = Array.ConvertAll(variance, value => (float)(1 / Math.Sqrt(value + statistics.Epsilon)));
            for (int channel = 0; channel < channels; channel++)
            {
                scale[channel] *= deviations[channel];
                shift[channel] -= means[channel] * scale[channel];
            }

            (nint a, nint b) = ((nint)scales, (nint)shifts);
            float lowest = statistics.Rectified ? 0 : float.NegativeInfinity;
            OnSlices(count, (_, first, length) =>
            {
                nint offset = (nint)first * channels;
                T* plusSlice = At<T>(addend, offset);
                kernels.Apply((T*)source + offset, plusSlice, (T*)target + offset, length, channels, (float*)a, (float*)b, lowest);
            });
        }

        ctx.save_data("kernels", kernels);
        ctx.save_data("means", means);
        ctx.save_data("deviations", deviations);
        ctx.save_data("rectified", statistics.Rectified);
        ctx.save_data("added", added is not null);
        s_saved = result.MoveToOuterDisposeScope();
        ctx.save_for_backward([input, result, weight]);
        return result.permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }

    private static List<Tensor> Backward<T>(autograd.AutogradContext ctx, Tensor grad_output)
        where T : unmanaged
    {
        s_taken?.ForEach(tensor => tensor?.Dispose());
        using DisposeScope scope = NewDisposeScope();
        scope.Attach(grad_output.DetachFromDisposeScope());
        List<Tensor> saved = ctx.get_saved_variables();
        (Tensor pixels, Tensor result, Tensor weight) = (CpuLayers.Pixels(saved[0]), saved[1], saved[2]);
        (var means, var deviations) = ((float[])ctx.get_data("means"), (float[])ctx.get_data("deviations"));
        var kernels = (INormKernels)ctx.get_data("kernels");
        bool rectified = (bool)ctx.get_data("rectified");
        Tensor gradient = CpuLayers.Pixels(grad_output);
        Tensor byInput = empty(pixels.shape, pixels.dtype);
        Tensor? byAdded = (bool)ctx.get_data("added") ? empty(pixels.shape, pixels.dtype) : null;
        int channels = means.Length;
        int count = checked((int)(pixels.numel() / channels));
        float[] weights = weight.data<float>().ToArray();
        float[] byWeight = new float[channels], byBias = new float[channels];
        float[] scale = new float[channels], slope = new float[channels], shift = new float[channels];
        (nint gradients, nint results, nint inputs) = (Start(gradient), rectified ? Start(result) : 0, Start(pixels));
        (nint byInputs, nint byAddeds) = (Start(byInput), Start(byAdded));
        fixed (float* a = scale, b = slope, c = shift, m = means)
        {
            (nint scales, nint slopes, nint shifts, nint mean) = ((nint)a, (nint)b, (nint)c, (nint)m);
            using var sums = new AlignedFloats(Slices(count) * 2 * channels);
            sums.Span.Clear();
            OnSlices(count, (slice, first, length) =>
            {
                nint offset = (nint)first * channels;
                float* own = sums.Start + (slice * 2 * channels);
                kernels.GradientSums(
                    (T*)gradients + offset, At<T>(results, offset), (T*)inputs + offset, length, channels, (float*)mean, own, own + channels);
            });
            double[] total = Total(sums, 2 * channels);
            for (int channel = 0; channel < channels; channel++)
            {
                double deviation = deviations[channel];
                byBias[channel] = (float)total[channel];
                byWeight[channel] = (float)(total[channels + channel] * deviation);
                double factor = weights[channel] * deviation;
                double perPixel = -factor * deviation * deviation * total[channels + channel] / count;
                scale[channel] = (float)factor;
                slope[channel] = (float)perPixel;
                shift[channel] = (float)((-factor * total[channel] / count) - (perPixel * means[channel]));
            }

            OnSlices(count, (_, first, length) =>
            {
                nint offset = (nint)first * channels;
                kernels.Gradients(
                    (T*)gradients + offset, At<T>(results, offset), (T*)inputs + offset, length, channels,
                    (float*)scales, (float*)slopes, (float*)shifts, (T*)byInputs + offset, At<T>(byAddeds, offset));
            });
        }

        List<Tensor> gradientsOfAll =
        [
            byInput.permute(0, 3, 1, 2).MoveToOuterDisposeScope(), tensor(byWeight).MoveToOuterDisposeScope(), tensor(byBias).MoveToOuterDisposeScope(), null!, null!,
        ];
        if (byAdded is not null)
        {
            gradientsOfAll.Add(byAdded.permute(0, 3, 1, 2).MoveToOuterDisposeScope());
        }

        return s_taken = gradientsOfAll;
    }

    // Means and variances; those of slices are joined as in Chan, Golub and LeVeque, "Algorithms for computing the sample variance", 1983.
    private static (double[] Mean, double[] Variance) Moments<T>(INormKernels kernels, T* pixels, int count, int channels)
        where T : unmanaged
    {
        using var sums = new AlignedFloats(Slices(count) * 2 * channels);
        sums.Span.Clear();
        nint start = (nint)pixels;
        OnSlices(count, (slice, first, length) =>
        {
            float* own = sums.Start + (slice * 2 * channels);
            T* source = (T*)start + ((nint)first * channels);
            kernels.Sums(source, length, channels, own);
            for (int channel = 0; channel < channels; channel++)
            {
                own[channel] /= length;
            }

            kernels.SquaredDistances(source, length, channels, own, own + channels);
        });
        var mean = new double[channels];
        var variance = new double[channels];
        long before = 0;
        for (int slice = 0; slice < Slices(count); slice++)
        {
            long length = Math.Min(Slice, count - ((long)slice * Slice));
            ReadOnlySpan<float> own = sums.Span.Slice(slice * 2 * channels, 2 * channels);
            for (int channel = 0; channel < channels; channel++)
            {
                double distance = own[channel] - mean[channel];
                mean[channel] += distance * length / (before + length);
                variance[channel] += own[channels + channel] + (distance * distance * before * length / (before + length));
            }

            before += length;
        }

        for (int channel = 0; channel < channels; channel++)
        {
            variance[channel] /= count;
        }

        return (mean, variance);
    }

    private static double[] Total(AlignedFloats sums, int length)
    {
        var total = new double[length];
        for (int i = 0; i < sums.Length; i++)
        {
            total[i % length] += sums.Span[i];
        }

        return total;
    }

    private static nint Start(Tensor? tensor) => tensor is null ? 0 : (nint)CpuLayers.Start(tensor);

    private static T* At<T>(nint start, nint offset)
        where T : unmanaged
        => start == 0 ? null : (T*)start + offset;

    private static int Slices(int count) => (count + Slice - 1) / Slice;

    private static void OnSlices(int count, Action<int, int, int> work)
        => CpuLayers.OnThreads(Slices(count), slice => work(slice, slice * Slice, Math.Min(Slice, count - (slice * Slice))));
}
