
namespace MLNet.Ride.Torch.Options;

/// <summary>Which logits the classification loss of stage one is taken of.</summary>
public enum ExpertObjective
{
    /// <summary>Each expert's own: Σ_k L(z^k, y).</summary>
    Individual,

    /// <summary>The mean z̄ of all K experts, once for each: K·L(z̄, y).</summary>
    Collaborative,
}
