using MLNet.Ride.Torch.Formats.Onnx;
using MLNet.Ride.Torch.Networks.Cpu;
using MLNet.Ride.Torch.Networks.Layers;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks.Blocks;

/// <summary>
/// Residual block of two 3×3 convolutions with the parameter-free shortcut "option A" of CIFAR networks:
/// every second pixel, and zero channels added on both sides.
/// </summary>
internal sealed class CifarBlock : nn.Module<Tensor, Tensor>, INormedLayers, IOnnxLayer
{
    private readonly NormedConvolution _first;
    private readonly NormedConvolution _second;
    private readonly int _stride;
    private readonly long[]? _padding;

    public CifarBlock(int inputChannels, int channels, int stride)
        : base(nameof(CifarBlock))
    {
        _first = new(this, ("conv1", "bn1"), inputChannels, channels, 3, stride);
        _second = new(this, ("conv2", "bn2"), channels, channels, 3);
        _stride = stride;
        int added = (channels - inputChannels) / 2;
        _padding = stride == 1 && added == 0 ? null : [0, 0, 0, 0, added, added];
    }

    public IEnumerable<NormedConvolution> Layers => [_first, _second];

    public static void Measure(LayerMeter meter, int channels, int stride)
    {
        meter.Convolution(channels, 3, stride);
        meter.Convolution(channels, 3);
    }

    public override Tensor forward(Tensor input)
    {
        using Tensor hidden = _first.Rectified(input);
        using Tensor? shortcut = Shortcut(input);
        return _second.Rectified(hidden, shortcut ?? input);
    }

    public string Export(OnnxGraph graph, string input)
    {
        string output = _second.Export(graph, graph.Relu(_first.Export(graph, input)));
        return graph.Relu(graph.Node("Add", [output, ExportShortcut(graph, input)]));
    }

    private string ExportShortcut(OnnxGraph graph, string input)
    {
        input = graph.RoundedIfKnown(input);
        if (_padding is null)
        {
            return input;
        }

        string pixels = graph.Node(
            "MaxPool", [input], OnnxAttribute.Integers("kernel_shape", 1, 1), OnnxAttribute.Integers("strides", _stride, _stride));
        return graph.RoundedLike(graph.Node("Pad", [pixels, graph.Constant(0, _padding[4], 0, 0, 0, _padding[5], 0, 0)]), input);
    }

    // Pooling of single pixels and padding: their gradients are cheaper than those of slicing and of adding into a slice. (max_pool2d,
    // because TorchSharp changed the parameters of avg_pool2d.)
    private Tensor? Shortcut(Tensor input)
    {
        if (_padding is null)
        {
            return null;
        }

        if (_second.IsOwn)
        {
            return CpuLayers.Shortcut(input, _stride, (int)(input.size(1) + (2 * _padding[^1])));
        }

        using Tensor pixels = nn.functional.max_pool2d(input, 1, _stride);
        return nn.functional.pad(pixels, _padding);
    }
}
