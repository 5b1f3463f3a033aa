using System.Globalization;
using MLNet.Ride.Torch.Formats.Onnx;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks.Layers;

/// <summary>A sequence of modules, named 0, 1, 2… in the state.</summary>
internal sealed class Chain : nn.Module<Tensor, Tensor>, IOnnxLayer
{
    private readonly nn.Module<Tensor, Tensor>[] _links;

    public Chain(params nn.Module<Tensor, Tensor>[] links)
        : base(nameof(Chain))
    {
        _links = links;
        for (int i = 0; i < links.Length; i++)
        {
            register_module(i.ToString(CultureInfo.InvariantCulture), links[i]);
        }
    }

    public override Tensor forward(Tensor input)
    {
        Tensor output = _links[0].forward(input);
        for (int i = 1; i < _links.Length; i++)
        {
            using Tensor previous = output;
            output = _links[i].forward(previous);
        }

        return output;
    }

    public string Export(OnnxGraph graph, string input) => _links.Aggregate(input, (value, link) => graph.Add(link, value));
}
