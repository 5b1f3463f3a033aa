using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Speed.PlainTorchSharp;

/// <summary>A classifier by the cosine between features and each class's weights, times 30.</summary>
internal sealed class CosineLinear : Module<Tensor, Tensor>
{
    private readonly Parameter weight;

    public CosineLinear(int features, int classes)
        : base(nameof(CosineLinear))
    {
        weight = Parameter(functional.normalize(empty(features, classes).uniform_(-1, 1), dim: 0));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => 30 * functional.normalize(input, dim: 1).mm(functional.normalize(weight, dim: 0));
}
