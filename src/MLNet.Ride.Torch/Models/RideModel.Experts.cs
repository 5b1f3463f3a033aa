using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Models;

/// <content>How the experts work together: one after another with routers, or all of them with weights.</content>
public sealed partial class RideModel
{
    internal const string RoutedNotWeighted
        = "Expert weights and routing cannot be combined, because the routers were trained on equally weighted experts. Train with Routing.Enabled = false to use expert weights.";

    /// <summary>Adds routers with initial weights, on the device of the network.</summary>
    /// <param name="topLogits">Number t of largest logits that the routers receive, at least 1; clamped to the number of classes.</param>
    /// <param name="seed">Seed of the initial weights; <see langword="null"/> draws one.</param>
    /// <exception cref="InvalidOperationException">The network has only one expert, or already has routers.</exception>
    internal void AddRouter(int topLogits, int? seed = null)
    {
        OptionCheck.InRange(topLogits, 1, int.MaxValue, nameof(topLogits));
        if (Description.ExpertWeights is not null)
        {
            throw new InvalidOperationException("The model has expert weights, which cannot be combined with routing: call WeightExperts(null) before adding routers.");
        }

        if (Description.ExpertCount < 2 || Router is not null)
        {
            throw new InvalidOperationException(
                Router is null ? "Routing needs at least two experts, but the network has one." : "The model already has routers.");
        }

        topLogits = Math.Min(topLogits, Description.ClassCount);
        using Generator generator = NewGenerator(seed);
        var router = new Router(Description.ExpertCount, Network.Backbone.FeatureCount, topLogits);
        Network.Backbone.DrawInitialWeights(router, generator);
        Detach(router);
        Router = _device is null ? router : router.to(_device);
        Description = Description with { RouterTopLogits = topLogits };
    }

    /// <summary>
    /// Sets the weights with which the experts' logits are averaged in scoring, such as weights learned from images at test time.
    /// </summary>
    /// <param name="weights">One weight for each expert, 0 to 1, with a sum of 1; <see langword="null"/> for equal weights.</param>
    /// <exception cref="ArgumentException">The weights are not valid.</exception>
    /// <exception cref="InvalidOperationException">The model has routers, which were trained on equally weighted experts.</exception>
    internal void WeightExperts(IReadOnlyList<double>? weights)
    {
        if (Router is not null)
        {
            throw new InvalidOperationException(RoutedNotWeighted);
        }

        ModelDescription weighted = Description with { ExpertWeights = weights is null ? null : [.. weights] };
        ModelDescriptionCheck.Validate(weighted);
        Description = weighted;
    }

    /// <summary>Sets the probability that a router must exceed for an image to go on (<see cref="ModelDescription.RoutingThreshold"/>).</summary>
    /// <exception cref="ArgumentException">The threshold is out of range.</exception>
    /// <exception cref="InvalidOperationException">The model has no routers.</exception>
    internal void SetRoutingThreshold(double threshold)
    {
        if (Router is null)
        {
            throw new InvalidOperationException("The model has no routers, so every image uses all experts: train with Routing.Enabled = true to use a routing threshold.");
        }

        ModelDescription changed = Description with { RoutingThreshold = threshold };
        ModelDescriptionCheck.Validate(changed);
        Description = changed;
    }

    /// <summary>Logits [n, C] of all experts together, weighted if the model has expert weights; in the caller's dispose scope.</summary>
    /// <param name="images">Normalized images [n, 3, h, w] on <see cref="Device"/>.</param>
    internal Tensor EnsembleLogits(Tensor images)
    {
        if (Description.ExpertWeights is null)
        {
            return Network.forward(images);
        }

        using DisposeScope scope = NewDisposeScope();
        return EnsembleLogits(Network.Experts(images)).MoveToOuterDisposeScope();
    }

    /// <summary>The mean of the logits, or of other tensors of one shape, of the experts, weighted if the model has expert weights.</summary>
    internal Tensor EnsembleLogits(IReadOnlyList<Tensor> ofExperts)
        => Description.ExpertWeights is { } weights ? ExpertLogits.Weighted(ofExperts, weights) : ExpertLogits.Mean(ofExperts);
}
