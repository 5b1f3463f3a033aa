using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Networks.Heads;
using MLNet.Ride.Torch.Options;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Models;

/// <content>New classifiers for the experts.</content>
public sealed partial class RideModel
{
    /// <summary>Replaces the classifiers and routers by copies of those of another model whose experts have the same features.</summary>
    /// <param name="trained">The other model.</param>
    internal void TakeHeads(RideModel trained)
    {
        ReplaceHeads(trained.Description.Head, 0);
        if (trained.Router is { } router)
        {
            AddRouter(router.TopLogits, 0);
        }

        using IDisposable noGradient = no_grad();
        IReadOnlyDictionary<string, Tensor> from = trained.State();
        foreach ((string name, Tensor tensor) in State().Where(entry => StateNames.IsHead(entry.Key) || StateNames.IsRouter(entry.Key)))
        {
            tensor.copy_(from[name]);
        }
    }

    /// <summary>
    /// Gives every expert a classifier of a kind, with initial weights except for the parts that are kept. The representation does not
    /// change; routers, expert weights, and the measure of novelty are removed, because they fit the old classifiers.
    /// </summary>
    /// <param name="kind">Kind of the new classifiers.</param>
    /// <param name="seed">Seed of the initial weights.</param>
    /// <param name="kept">
    /// Names of tensors within the classifiers, such as <c>weight</c>, which have the same shape in the old and new classifiers.
    /// </param>
    public void ReplaceHeads(HeadKind kind, int seed, params string[] kept)
    {
        OptionCheck.Defined(kind, nameof(kind));
        IReadOnlyDictionary<string, Tensor> before = State();
        ExpertBackbone backbone = Network.Backbone;
        nn.Module<Tensor, Tensor>[] heads
            = [.. Enumerable.Range(0, Description.ExpertCount).Select(_ => HeadLayers.Create(kind, backbone.FeatureCount, Description.ClassCount, Description.HeadSettings))];
        using Generator generator = NewGenerator(seed);
        foreach (nn.Module<Tensor, Tensor> head in heads)
        {
            backbone.DrawInitialWeights(head, generator);
            head.to(Device);
            Detach(head);
        }

        using nn.Module old = backbone.ReplaceHeads(heads);
        using (no_grad())
        {
            foreach ((string name, Tensor tensor) in State())
            {
                if (StateNames.IsHead(name) && kept.Contains(name[(name.LastIndexOf('.') + 1)..], StringComparer.Ordinal))
                {
                    tensor.copy_(before[name]);
                }
            }
        }

        SetNovelty(null);
        Router?.Dispose();
        (Description, Router) = (Description with { Head = kind, RouterTopLogits = 0, RoutingThreshold = ModelDescription.DefaultRoutingThreshold, ExpertWeights = null }, null);
        Evaluate();
    }
}
