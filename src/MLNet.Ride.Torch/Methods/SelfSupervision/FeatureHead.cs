using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.SelfSupervision;

/// <summary>Linear layers on top of features, with ReLU between them, initialized like PyTorch's linear layers.</summary>
internal sealed class FeatureHead : nn.Module<Tensor, Tensor>
{
    // The field name is the name in the state dictionary.
    private readonly ModuleList<Linear> layers;

    /// <param name="generator">Draws the weights.</param>
    /// <param name="widths">Number of features, then the number of outputs of each layer.</param>
    public FeatureHead(Generator generator, params int[] widths)
        : base(nameof(FeatureHead))
    {
        layers = new ModuleList<Linear>([.. widths.Zip(widths.Skip(1), (inputs, outputs) => nn.Linear(inputs, outputs))]);
        RegisterComponents();
        InitialWeights.NormalFanOut(this, generator);
    }

    public override Tensor forward(Tensor input)
    {
        Tensor output = layers[0].forward(input);
        for (int layer = 1; layer < layers.Count; layer++)
        {
            using Tensor before = output;
            using Tensor hidden = before.relu();
            output = layers[layer].forward(hidden);
        }

        return output;
    }

    /// <summary>The parameters by name.</summary>
    public void AddState(string prefix, Dictionary<string, Tensor> state) => ModelState.Collect(this, prefix, state);
}
