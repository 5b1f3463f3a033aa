using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MLNet.Ride.Torch.Kernels;
using MLNet.Ride.Torch.Kernels.Widths;
using MLNet.Ride.Torch.Networks.Cpu;
using MLNet.Ride.Torch.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace Speed.Layers;

/// <summary>
/// Forward and backward pass of single 3×3 convolutions of ResNets, the library's beside libtorch's, step by step in turn; the medians count.
/// </summary>
internal static class LayerComparison
{
    private const int Steps = 25;

    private static readonly (int Batch, int Channels, int Pixels)[] s_layers =
        [(128, 16, 32), (128, 48, 8), (32, 64, 56), (32, 128, 28), (32, 256, 14), (32, 512, 7), (64, 512, 7), (64, 384, 2)];

    public static Command Create()
    {
        var command = new Command("layers", "Compares the library's convolutions in training with libtorch's, as a table in Markdown.");
        command.SetAction(_ => Run());
        return command;
    }

    private static void Run()
    {
        TorchRuntime.SelectDevice(gpuDeviceId: null, fallbackToCpu: true);
        IKernels kernels = ProcessorKernels.Default ?? throw new InvalidOperationException("This processor has none of the library's own convolutions.");
        Console.WriteLine($"{kernels}, {get_num_threads()} threads\n");
        Console.WriteLine("| images, channels, pixels | float32, ms | × libtorch | bfloat16, ms | × libtorch |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        foreach ((int batch, int channels, int pixels) in s_layers)
        {
            (double single, double ofLibtorch) = Milliseconds(kernels, batch, channels, pixels, ScalarType.Float32);
            (double half, double halfOfLibtorch) = Milliseconds(kernels, batch, channels, pixels, ScalarType.BFloat16);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {batch}, {channels}, {pixels}×{pixels} | {single:F1} | {single / ofLibtorch:F2} | {half:F1} | {half / halfOfLibtorch:F2} |"));
        }
    }

    // libtorch computes in single precision, as the library's other layers do.
    private static (double Own, double OfLibtorch) Milliseconds(IKernels kernels, int batch, int channels, int pixels, ScalarType type)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor input = Maps().detach().requires_grad_(true), gradient = Maps();
        Tensor weight = randn(channels, channels, 3, 3).detach().requires_grad_(true);
        var (own, ofLibtorch) = (new double[Steps], new double[Steps]);
        for (int step = 0; step < Steps; step++)
        {
            own[step] = Step(() => TrainedConvolution.apply(input, weight, kernels));
            ofLibtorch[step] = Step(() => nn.functional.conv2d(input.to_type(ScalarType.Float32), weight, null, [1, 1], [1, 1]).to_type(type));
        }

        return (Median.Of(own), Median.Of(ofLibtorch));

        Tensor Maps() => randn(batch, pixels, pixels, channels).to_type(type).permute(0, 3, 1, 2);

        double Step(Func<Tensor> forward)
        {
            using DisposeScope ofStep = NewDisposeScope();
            var clock = Stopwatch.StartNew();
            forward().backward([gradient]);
            double milliseconds = clock.Elapsed.TotalMilliseconds;
            input.grad = weight.grad = null;
            return milliseconds;
        }
    }
}
