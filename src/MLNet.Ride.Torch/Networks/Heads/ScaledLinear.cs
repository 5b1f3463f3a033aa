using MLNet.Ride.Torch.Formats.Onnx;
using MLNet.Ride.Torch.Networks.Layers;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks.Heads;

/// <summary>
/// Learnable weight scaling: the logits of a linear classifier (weight [classes, features], bias) or of a cosine classifier (weight
/// [features, classes]), times a scale f_c for each class, initially 1.
/// </summary>
/// <remarks>Kang et al., ICLR 2020, section 4.4.</remarks>
internal sealed class ScaledLinear : nn.Module<Tensor, Tensor>, IOnnxLayer
{
    public const string Scales = "scales";

    private readonly bool _cosine;
    private readonly double _scale;
    private readonly double _power;

    public ScaledLinear(HeadKind kind, int features, int classes, double scale, double power)
        : base(nameof(ScaledLinear))
    {
        _cosine = kind == HeadKind.ScaledCosine;
        (_scale, _power) = (scale, power);
        register_parameter("weight", new Parameter(_cosine ? zeros(features, classes) : zeros(classes, features)));
        if (!_cosine)
        {
            register_parameter("bias", new Parameter(zeros(classes)));
        }

        register_parameter(Scales, new Parameter(ones(classes)));
    }

    public override Tensor forward(Tensor input)
    {
        using Tensor logits = _cosine
            ? CosineLinear.Logits(input, this.Parameter("weight"), _scale, _power)
            : nn.functional.linear(input, this.Parameter("weight"), this.Parameter("bias"));
        return logits.mul(this.Parameter(Scales));
    }

    public string Export(OnnxGraph graph, string input)
    {
        Tensor weight = this.Parameter("weight");
        Tensor scales = this.Parameter(Scales);
        return _cosine
            ? graph.Node("MatMul", [CosineLinear.Directions(graph, input, _power), graph.Constant(CosineLinear.Normalized(weight, 0).Multiply(_scale).mul_(scales))])
            : graph.Linear(input, weight.mul(scales.unsqueeze(1)), this.Parameter("bias").mul(scales));
    }
}
