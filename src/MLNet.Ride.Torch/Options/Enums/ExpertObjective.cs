
namespace MLNet.Ride.Torch.Options;

/// <summary>Logits that the classification loss of stage one applies to.</summary>
public enum ExpertObjective
{
    /// <summary>Those of each expert: Σ_k L(z^k, y).</summary>
    Individual,

    /// <summary>The mean z̄ of all K experts, counted once per expert: K·L(z̄, y).</summary>
    Collaborative,
}
