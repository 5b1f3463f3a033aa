using MLNet.Ride.Torch.Networks.Layers;

namespace MLNet.Ride.Torch.Networks;

/// <summary>The cost of the parts of a backbone for one image.</summary>
/// <param name="Shared">The stages that all experts share.</param>
/// <param name="Expert">The late stages of one expert, which produce the feature map for its classifier.</param>
public sealed record BackboneCost(LayerMeter Shared, LayerMeter Expert);
