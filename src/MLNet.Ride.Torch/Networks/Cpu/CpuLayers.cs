using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Ride.Torch.Kernels;
using MLNet.Ride.Torch.Kernels.Winograd;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks.Cpu;

/// <summary>
/// The layers of this folder on tensors: single precision, on the CPU, channels last, on all threads or, within a slice of a batch, on the
/// caller's thread only.
/// </summary>
internal static unsafe class CpuLayers
{
    // The most maps that one thread computes at a time, but more of small ones: the kernels are read again for every slice.
    private const int Slice = 8;
    private const int SlicePixels = 8 * 8 * Slice;

    // Numbers of a map times channels of the result from which on sharing it is faster than one thread.
    private const long LeastShared = 1_000_000;

    /// <summary>Creates the fastest convolution for kernels of a shape.</summary>
    /// <param name="kernels">The kernels that compute.</param>
    /// <param name="weight">[outputs, inputs, size, size].</param>
    /// <param name="bias">[outputs].</param>
    /// <param name="stride">Stride.</param>
    public static IConvolution Create(IKernels kernels, Tensor weight, Tensor bias, int stride)
    {
        using Tensor rows = weight.permute(2, 3, 1, 0).contiguous();
        var weights = new ConvolutionKernels((int)weight.size(2), (int)weight.size(1), (int)weight.size(0), Numbers(rows), Numbers(bias));
        return (weights.Size, stride) switch
        {
            (3, 1) when weights.Inputs >= kernels.Lanes => rows.numel() > SmallMapConvolution.LeastNumbers
                ? new SmallMapConvolution(kernels.Winograd(weights), kernels.Patches(weights, stride))
                : kernels.Winograd(weights),
            (1, 1) => kernels.Points(weights),
            _ => kernels.Patches(weights, stride),
        };
    }

    /// <summary>Computes input * kernels + bias + added, with an optional ReLU.</summary>
    /// <param name="convolution">The convolution.</param>
    /// <param name="input">[n, inputs, h, w].</param>
    /// <param name="added">Of the shape and type of the result; null for none.</param>
    /// <param name="rectified">Whether ReLU follows.</param>
    /// <param name="shape">Shape [n, h', w', outputs] of the result.</param>
    /// <returns>The result, of the type of the input.</returns>
    public static Tensor Run(IConvolution convolution, Tensor input, Tensor? added, bool rectified, long[] shape)
        => IsHalf(input) ? Run<BFloat>(convolution, input, added, rectified, shape) : Run<float>(convolution, input, added, rectified, shape);

    /// <summary>Every stride-th pixel of [n, c, h, w], with zero channels on both sides.</summary>
    public static Tensor Shortcut(Tensor input, int stride, int channels)
        => IsHalf(input) ? Shortcut<BFloat>(input, stride, channels) : Shortcut<float>(input, stride, channels);

    /// <summary>Max pooling of 3×3 pixels with stride 2 and a border of 1 of [n, c, h, w].</summary>
    public static Tensor MaxPool(IKernels kernels, Tensor input)
        => IsHalf(input) ? MaxPool<BFloat>(kernels, input) : MaxPool<float>(kernels, input);

    /// <summary>Whether the numbers of a tensor are <see cref="BFloat"/> rather than single precision.</summary>
    public static bool IsHalf(Tensor tensor) => tensor.dtype == ScalarType.BFloat16;

    /// <summary>Number of pixels along an edge when keeping every stride-th.</summary>
    public static long Strided(long edge, int stride) => (edge + stride - 1) / stride;

    /// <summary>Runs work items on as many threads as libtorch uses.</summary>
    public static void OnThreads(int count, Action<int> work)
        => Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = get_num_threads() }, work);

    /// <summary>Divides maps among the threads, but not within a slice of a batch.</summary>
    /// <param name="maps">The maps.</param>
    /// <param name="work">Computes the maps from the first on, as many as the second says.</param>
    public static void OnMaps<T>(Maps<T> maps, Action<int, int> work)
        where T : unmanaged
    {
        int count = maps.Count;
        if (BatchSlices.IsWithin || count == 1)
        {
            work(0, count);
            return;
        }

        int slice = Math.Clamp(count / get_num_threads(), 1, Math.Max(Slice, SlicePixels / (maps.Height * maps.Width)));
        OnThreads((count + slice - 1) / slice, i => work(i * slice, Math.Min(slice, count - (i * slice))));
    }

    /// <summary>The numbers of a tensor (contiguous), in single precision.</summary>
    public static Span<float> Numbers(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    /// <summary>
    /// Start of the numbers of a contiguous tensor whose first map has less than 2 GiB; a span over the whole tensor could be too long.
    /// </summary>
    public static byte* Start(Tensor tensor)
    {
        if (tensor.numel() == 0)
        {
            return null;
        }

        if (tensor.numel() * tensor.ElementSize <= int.MaxValue)
        {
            return StartOf(tensor.bytes);
        }

        using Tensor first = tensor.narrow(0, 0, 1);
        return StartOf(first.bytes);
    }

    // libtorch's memory stays where it is.
    private static byte* StartOf(Span<byte> numbers) => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(numbers));

    /// <summary>[n, c, h, w] as [n, h, w, c] (contiguous).</summary>
    public static Tensor Pixels(Tensor maps)
    {
        using Tensor rows = maps.permute(0, 2, 3, 1);
        return rows.contiguous();
    }

    /// <summary>Tensor [n, h, w, c] (contiguous) as maps in its memory, which must live as long.</summary>
    public static Maps<T> Of<T>(Tensor pixels)
        where T : unmanaged
        => new((T*)Start(pixels), (int)pixels.size(0), (int)pixels.size(1), (int)pixels.size(2), (int)pixels.size(3));

    private static Tensor Run<T>(IConvolution convolution, Tensor input, Tensor? added, bool rectified, long[] shape)
        where T : unmanaged
    {
        using Tensor source = Pixels(input);
        using Tensor? addend = added is null ? null : Pixels(added);
        using Tensor result = empty(shape, input.dtype);
        (Maps<T> from, Maps<T> to, nint plus) = (Of<T>(source), Of<T>(result), addend is null ? 0 : (nint)Start(addend));
        int parts = PartsOfMap(from, to);
        if (parts == 1)
        {
            OnMaps(from, (first, count) => RunPart(first, count, WorkPart.Whole));
        }
        else
        {
            OnThreads(from.Count * parts, i => RunPart(i / parts, 1, new(i % parts, parts)));
        }

        return result.permute(0, 3, 1, 2);

        void RunPart(int first, int count, WorkPart part)
        {
            Maps<T> target = to.Slice(first, count);
            convolution.Run(from.Slice(first, count), plus == 0 ? null : (T*)plus + (target.Start - to.Start), rectified, target, part);
        }
    }

    // With fewer maps than threads, several threads share a large one.
    private static int PartsOfMap<T>(Maps<T> from, Maps<T> to)
        where T : unmanaged
        => BatchSlices.IsWithin || (long)from.Height * from.Width * from.Channels * to.Channels < LeastShared ? 1 : Math.Max(1, get_num_threads() / from.Count);

    private static Tensor MaxPool<T>(IKernels kernels, Tensor input)
        where T : unmanaged
    {
        using Tensor source = Pixels(input);
        using Tensor result = empty([input.size(0), Strided(input.size(2), 2), Strided(input.size(3), 2), input.size(1)], input.dtype);
        (Maps<T> from, Maps<T> to) = (Of<T>(source), Of<T>(result));
        OnMaps(from, (first, count) => kernels.MaxPool(from.Slice(first, count), to.Slice(first, count)));
        return result.permute(0, 3, 1, 2);
    }

    private static Tensor Shortcut<T>(Tensor input, int stride, int channels)
        where T : unmanaged
    {
        using Tensor source = Pixels(input);
        using Tensor result = empty([input.size(0), Strided(input.size(2), stride), Strided(input.size(3), stride), channels], input.dtype);
        ZeroPaddedShortcut.Run(Of<T>(source), stride, Of<T>(result));
        return result.permute(0, 3, 1, 2);
    }
}
