
namespace MLNet.Ride.Torch.Options;

/// <summary>How closely weights must match the network.</summary>
public enum WeightMatching
{
    /// <summary>Every tensor of the network is present with its shape, and there are no others.</summary>
    Exact,

    /// <summary>As <see cref="Exact"/>, but the experts' classifiers and the routers may be missing or of another shape: for other classes.</summary>
    AllButHeads,

    /// <summary>Tensors that match by name and shape are loaded, at least one.</summary>
    WhateverFits,
}
