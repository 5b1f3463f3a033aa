using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Networks.Heads;
using MLNet.Ride.Torch.Networks.Layers;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Models;

/// <summary>The cost of a network: parameters, and multiply-accumulate operations (MACs) per image, computed from its shapes.</summary>
/// <remarks>
/// MACs are those of convolutions and linear layers, as published for these networks (ResNet-32 on 32×32 pixels: 68.9 million; reduced,
/// with three experts: 100.4 million). Batch norm, ReLU, pooling, the sums of residual blocks and the norms and scales of classifiers do
/// not count; the authors' counter adds C for a cosine classifier.
/// </remarks>
public sealed class NetworkCost
{
    private readonly long _shared;
    private readonly long _expert;
    private readonly long _router;
    private readonly int _routers;
    private readonly int _views;

    private NetworkCost(ModelDescription network, int views)
    {
        _views = views;
        BackboneCost backbone = BackboneRegistry.Of(network).Measure(network);
        LayerMeter head = backbone.Expert.GoOn();
        HeadLayers.Measure(head, network.Head, network.ClassCount);
        ExpertCount = network.ExpertCount;
        Parameters = backbone.Shared.Parameters + (ExpertCount * (backbone.Expert.Parameters + head.Parameters));
        _shared = backbone.Shared.Macs;
        _expert = backbone.Expert.Macs + head.Macs;
        if (network.RouterTopLogits > 0)
        {
            _routers = ExpertCount - 1;
            (LayerMeter hidden, LayerMeter output) = Router.Measure(backbone.Expert.Channels, network.RouterTopLogits);
            Parameters += (_routers * hidden.Parameters) + output.Parameters;
            _router = hidden.Macs + output.Macs;
        }
    }

    /// <summary>Number K of experts.</summary>
    public int ExpertCount { get; }

    /// <summary>Number of trainable values: weights, biases, batch norm's scales and shifts, class means, and those of the routers.</summary>
    public long Parameters { get; }

    /// <summary>MACs of an image that uses all experts, and all routers if there are any.</summary>
    public long Macs => MacsOfExperts(ExpertCount);

    /// <summary>Computes the cost of a network from its description alone; the native runtime is not needed.</summary>
    /// <param name="network">Description of the network.</param>
    /// <param name="views">Number of views of an image that scoring averages.</param>
    /// <returns>The cost.</returns>
    /// <exception cref="ArgumentException">The description is not valid; the message names the value.</exception>
    internal static NetworkCost Of(ModelDescription network, int views = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        ModelDescriptionCheck.Validate(network);
        return new(network, views);
    }

    /// <summary>MACs of an image that uses the first experts, and the routers up to the one that stops.</summary>
    /// <param name="experts">Number of experts used, 1 to K.</param>
    /// <returns>Multiply-accumulate operations.</returns>
    public long MacsOfExperts(int experts)
    {
        OptionCheck.InRange(experts, 1, ExpertCount, nameof(experts));
        return _views * (_shared + (experts * _expert) + (Math.Min(experts, _routers) * _router));
    }

    /// <summary>Mean MACs of an image for a measured distribution of the number of experts used.</summary>
    /// <param name="distribution">Number or share of the images that used 1, 2, …, K experts, each at least 0, not all 0.</param>
    /// <returns>Multiply-accumulate operations.</returns>
    /// <exception cref="ArgumentException">There are not K values, one is below 0 or not a number, or all are 0.</exception>
    public double ExpectedMacs(IReadOnlyList<double> distribution)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        double sum = distribution.Sum();
        if (distribution.Count != ExpertCount || distribution.Any(share => !(share >= 0)) || !(sum > 0 && double.IsFinite(sum)))
        {
            throw new ArgumentException(
                $"The distribution must have {ExpertCount} values of at least 0, one for each number of experts used, but is {string.Join(", ", distribution)}.",
                nameof(distribution));
        }

        return distribution.Select((share, i) => share / sum * MacsOfExperts(i + 1)).Sum();
    }

    /// <summary>Mean MACs of images with a known number of experts used.</summary>
    /// <param name="expertsUsed">Number of experts used for each image, 1 to K; at least one image.</param>
    /// <returns>Multiply-accumulate operations.</returns>
    /// <exception cref="ArgumentException">There are no images, or a number is out of range.</exception>
    public double MeanMacs(IEnumerable<int> expertsUsed)
    {
        ArgumentNullException.ThrowIfNull(expertsUsed);
        var distribution = new double[ExpertCount];
        foreach (int experts in expertsUsed)
        {
            OptionCheck.InRange(experts, 1, ExpertCount, nameof(expertsUsed));
            distribution[experts - 1]++;
        }

        return ExpectedMacs(distribution);
    }
}
