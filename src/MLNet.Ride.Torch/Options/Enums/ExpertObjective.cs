
namespace MLNet.Ride.Torch.Options;

/// <summary>Logits that the classification loss of stage one applies to.</summary>
public enum ExpertObjective
{
    /// <summary>Those of each expert: Σ_k L(z^k, y).</summary>
    Individual,

    /// <summary>The mean z̄ of all K experts, counted once per expert: K·L(z̄, y).</summary>
    Collaborative,

    /// <summary>
    /// The sum of two experts that see different images (BBN): the first those of the sampler, the second those of a sampler that prefers rare classes. Logits
    /// and losses of the first weigh α = 1 − ((t − 1)/T)² in epoch t of T, those of the second 1 − α.
    /// </summary>
    Bilateral,
}
