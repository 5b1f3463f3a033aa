using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Networks.Heads;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.SoftLabels;

/// <summary>A second classifier for each expert, on the same features, that learns the labels and is discarded after its stage.</summary>
internal sealed class HardHeads : nn.Module
{
    // The field name is the name in the state dictionary.
    private readonly ModuleList<nn.Module<Tensor, Tensor>> hard;

    public HardHeads(RideModel model, Generator generator)
        : base(nameof(HardHeads))
    {
        ExpertBackbone backbone = model.Network.Backbone;
        ModelDescription description = model.Description;
        hard = new ModuleList<nn.Module<Tensor, Tensor>>(
            [.. Enumerable.Range(0, backbone.ExpertCount).Select(_ => HeadLayers.Create(description.Head, backbone.FeatureCount, description.ClassCount, description.HeadSettings))]);
        RegisterComponents();
        backbone.DrawInitialWeights(this, generator);
    }

    /// <summary>Logits [n, C] of each expert.</summary>
    /// <param name="features">Features [n, F] of each expert.</param>
    public Tensor[] Logits(Tensor[] features) => [.. features.Select((ofExpert, expert) => hard[expert].forward(ofExpert))];
}
