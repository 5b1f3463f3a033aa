using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Convolutions;

/// <summary>The layers of this folder on tensors: single precision, on the CPU, channels last, each on the caller's thread alone.</summary>
internal static unsafe class CpuLayers
{
    /// <summary>The convolution that is fastest for kernels of a shape.</summary>
    /// <param name="weight">[outputs, inputs, size, size].</param>
    /// <param name="bias">[outputs].</param>
    /// <param name="stride">From one pixel to the next.</param>
    public static IConvolution Create(Tensor weight, Tensor bias, int stride)
    {
        using Tensor rows = weight.permute(2, 3, 1, 0).contiguous();
        var kernels = new Kernels(
            (int)weight.size(2), (int)weight.size(1), (int)weight.size(0), rows.data<float>().ToArray(), bias.data<float>().ToArray());
        return kernels.Size == 3 && stride == 1 && kernels.Inputs >= Lanes.Count ? new WinogradConvolution(kernels) : new PatchConvolution(kernels, stride);
    }

    /// <summary>input * kernels + bias + added, and ReLU on request.</summary>
    /// <param name="convolution">The convolution.</param>
    /// <param name="input">[n, inputs, h, w].</param>
    /// <param name="added">Of the shape of the result; null for none.</param>
    /// <param name="rectified">Whether ReLU follows.</param>
    /// <param name="shape">Shape [n, h', w', outputs] of the result.</param>
    public static Tensor Run(IConvolution convolution, Tensor input, Tensor? added, bool rectified, long[] shape)
    {
        using Tensor source = Pixels(input);
        using Tensor? addend = added is null ? null : Pixels(added);
        using Tensor result = empty(shape);
        fixed (byte* from = source.bytes, plus = addend is null ? default : addend.bytes, to = result.bytes)
        {
            convolution.Run(Of(source, from), (float*)plus, rectified, Of(result, to));
        }

        return result.permute(0, 3, 1, 2);
    }

    /// <summary>Every stride-th pixel of [n, c, h, w], with zero channels on both sides.</summary>
    public static Tensor Shortcut(Tensor input, int stride, int channels)
    {
        using Tensor source = Pixels(input);
        using Tensor result = empty(input.size(0), Strided(input.size(2), stride), Strided(input.size(3), stride), channels);
        fixed (byte* from = source.bytes, to = result.bytes)
        {
            ZeroPaddedShortcut.Run(Of(source, from), stride, Of(result, to));
        }

        return result.permute(0, 3, 1, 2);
    }

    /// <summary>Pixels along an edge after every stride-th was taken.</summary>
    public static long Strided(long edge, int stride) => (edge + stride - 1) / stride;

    private static Tensor Pixels(Tensor maps)
    {
        using Tensor rows = maps.permute(0, 2, 3, 1);
        return rows.contiguous();
    }

    private static Maps Of(Tensor pixels, byte* start)
        => new((float*)start, (int)pixels.size(0), (int)pixels.size(1), (int)pixels.size(2), (int)pixels.size(3));
}
