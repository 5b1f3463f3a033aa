using MLNet.Ride.Torch.Formats.Onnx;
using MLNet.Ride.Torch.Networks.Layers;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks.Blocks;

/// <summary>Residual block of two 3×3 convolutions, with a projection on the shortcut where the shape changes.</summary>
internal sealed class BasicBlock : nn.Module<Tensor, Tensor>, INormedLayers, IOnnxLayer
{
    public const int Expansion = 1;

    private readonly NormedConvolution _first;
    private readonly NormedConvolution _second;
    // Field names of modules are the names in the state dictionary, under which TorchSharp registers them.
    private readonly Projection? downsample;

    public BasicBlock(int inputChannels, int planes, int stride)
        : base(nameof(BasicBlock))
    {
        _first = new(this, ("conv1", "bn1"), inputChannels, planes, 3, stride);
        _second = new(this, ("conv2", "bn2"), planes, planes, 3);
        downsample = Projection.AddTo(this, inputChannels, planes, stride);
    }

    public IEnumerable<NormedConvolution> Layers => [_first, _second];

    public static void Measure(LayerMeter meter, int planes, int stride)
    {
        Projection.Measure(meter, planes, stride);
        meter.Convolution(planes, 3, stride);
        meter.Convolution(planes, 3);
    }

    public override Tensor forward(Tensor input)
    {
        using Tensor hidden = _first.Rectified(input);
        using Tensor? projected = downsample?.forward(input);
        return _second.Rectified(hidden, projected ?? input);
    }

    public string Export(OnnxGraph graph, string input)
    {
        string output = _second.Export(graph, graph.Relu(_first.Export(graph, input)));
        return graph.Relu(Projection.ExportShortcut(graph, output, input, downsample));
    }
}
