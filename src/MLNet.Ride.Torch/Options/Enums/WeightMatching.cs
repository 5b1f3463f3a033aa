
namespace MLNet.Ride.Torch.Options;

/// <summary>How closely weights must fit the network that takes them.</summary>
public enum WeightMatching
{
    /// <summary>Every tensor of the network is there, in its shape, and no other one.</summary>
    Exact,

    /// <summary>As <see cref="Exact"/>, but the experts' classifiers and the routers may be missing or of another shape: for other classes.</summary>
    AllButHeads,

    /// <summary>Whatever fits by name and shape is taken, at least one tensor.</summary>
    WhateverFits,
}
