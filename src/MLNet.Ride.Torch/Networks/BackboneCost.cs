using MLNet.Ride.Torch.Networks.Layers;

namespace MLNet.Ride.Torch.Networks;

/// <summary>What the parts of a backbone cost, for one image.</summary>
/// <param name="Shared">The stages that all experts share.</param>
/// <param name="Expert">The late stages of one expert, which end in the feature map that its classifier sees.</param>
public sealed record BackboneCost(LayerMeter Shared, LayerMeter Expert);
