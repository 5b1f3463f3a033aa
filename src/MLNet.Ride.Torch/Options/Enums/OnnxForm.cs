
namespace MLNet.Ride.Torch.Options;

/// <summary>Computation of an exported graph.</summary>
public enum OnnxForm
{
    /// <summary>All experts for every image: <c>logits</c> [N, C] and <c>probabilities</c> [N, C] of their mean.</summary>
    AllExperts,

    /// <summary>
    /// Experts run in turn, each only on the images that the router before it passes on, within the graph: <c>logits</c> [N, C] and
    /// <c>probabilities</c> [N, C] of the mean of the experts used, and <c>experts_used</c> [N]. Requires a model with routers.
    /// </summary>
    Routed,

    /// <summary>
    /// All experts for every image, for callers that combine them: <c>expert_logits</c> [N, K, C], and <c>router_scores</c> [N, K − 1] if the
    /// model has routers. Routing stops at the first expert whose score is not above 0 and averages the logits so far.
    /// </summary>
    ExpertScores,
}
