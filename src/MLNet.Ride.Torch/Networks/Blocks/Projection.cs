using MLNet.Ride.Torch.Formats.Onnx;
using MLNet.Ride.Torch.Networks.Layers;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks.Blocks;

/// <summary>Shortcut "option B" of a residual block: a 1×1 convolution and batch norm where the shape changes.</summary>
internal sealed class Projection : nn.Module<Tensor, Tensor>, INormedLayers, IOnnxLayer
{
    private readonly NormedConvolution _layer;

    private Projection(int inputChannels, int channels, int stride)
        : base(nameof(Projection))
        => _layer = new(this, ("0", "1"), inputChannels, channels, 1, stride);

    public IEnumerable<NormedConvolution> Layers => [_layer];

    /// <summary>Creates the projection of a block as a module of the block, if the shape changes.</summary>
    public static Projection? AddTo(nn.Module block, int inputChannels, int channels, int stride)
    {
        if (KeepsShape(inputChannels, channels, stride))
        {
            return null;
        }

        var projection = new Projection(inputChannels, channels, stride);
        block.register_module("downsample", projection);
        return projection;
    }

    /// <summary>Adds the sum of a block's output and its input, projected if there is a projection, to a graph.</summary>
    public static string ExportShortcut(OnnxGraph graph, string output, string input, Projection? projection)
        => graph.Node("Add", [output, projection is null ? graph.RoundedIfKnown(input) : projection.Export(graph, input)]);

    /// <summary>Adds the cost of the projection, if there is one, to a meter positioned before the block, without advancing it.</summary>
    public static void Measure(LayerMeter meter, int channels, int stride)
    {
        if (!KeepsShape(meter.Channels, channels, stride))
        {
            LayerMeter projection = meter.GoOn();
            projection.Convolution(channels, 1, stride);
            meter.Add(projection.Parameters, projection.Macs);
        }
    }

    public override Tensor forward(Tensor input) => _layer.Forward(input);

    public string Export(OnnxGraph graph, string input) => _layer.Export(graph, input);

    private static bool KeepsShape(int inputChannels, int channels, int stride) => stride == 1 && inputChannels == channels;
}
