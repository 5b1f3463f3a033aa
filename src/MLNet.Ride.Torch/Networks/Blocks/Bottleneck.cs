using MLNet.Ride.Torch.Formats.Onnx;
using MLNet.Ride.Torch.Networks.Layers;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks.Blocks;

/// <summary>
/// Residual block of a 1×1, a 3×3 (in groups for ResNeXt) and a 1×1 convolution that has four times the planes,
/// with a projection on the shortcut where the shape changes.
/// </summary>
internal sealed class Bottleneck : nn.Module<Tensor, Tensor>, INormedLayers, IOnnxLayer
{
    public const int Expansion = 4;

    private readonly NormedConvolution _narrowing;
    private readonly NormedConvolution _spatial;
    private readonly NormedConvolution _widening;
    // Field names of modules are the names in the state dictionary, under which TorchSharp registers them.
    private readonly Projection? downsample;

    public Bottleneck(int inputChannels, int planes, int stride, int groups, int groupWidth)
        : base(nameof(Bottleneck))
    {
        int width = Width(planes, groups, groupWidth);
        int channels = planes * Expansion;
        _narrowing = new(this, ("conv1", "bn1"), inputChannels, width, 1);
        _spatial = new(this, ("conv2", "bn2"), width, width, 3, stride, groups);
        _widening = new(this, ("conv3", "bn3"), width, channels, 1);
        downsample = Projection.AddTo(this, inputChannels, channels, stride);
    }

    public IEnumerable<NormedConvolution> Layers => [_narrowing, _spatial, _widening];

    public static void Measure(LayerMeter meter, int planes, int stride, int groups, int groupWidth)
    {
        int width = Width(planes, groups, groupWidth);
        Projection.Measure(meter, planes * Expansion, stride);
        meter.Convolution(width, 1);
        meter.Convolution(width, 3, stride, groups);
        meter.Convolution(planes * Expansion, 1);
    }

    public override Tensor forward(Tensor input)
    {
        using Tensor narrow = _narrowing.Rectified(input);
        using Tensor hidden = _spatial.Rectified(narrow);
        using Tensor? projected = downsample?.forward(input);
        return _widening.Rectified(hidden, projected ?? input);
    }

    public string Export(OnnxGraph graph, string input)
    {
        string hidden = graph.Relu(_spatial.Export(graph, graph.Relu(_narrowing.Export(graph, input))));
        return graph.Relu(Projection.ExportShortcut(graph, _widening.Export(graph, hidden), input, downsample));
    }

    private static int Width(int planes, int groups, int groupWidth) => planes * groupWidth / 64 * groups;
}
