
namespace MLNet.Ride.Torch.Options;

/// <summary>What an exported graph computes from the images.</summary>
public enum OnnxForm
{
    /// <summary>All experts for every image: <c>logits</c> [N, C] and <c>probabilities</c> [N, C] of their mean.</summary>
    AllExperts,

    /// <summary>
    /// Experts are asked in turn, each only for the images that the router before it sends on, within the graph: <c>logits</c> [N, C] and
    /// <c>probabilities</c> [N, C] of the mean of the experts asked, and <c>experts_used</c> [N]. It needs a model with routers.
    /// </summary>
    Routed,

    /// <summary>
    /// All experts for every image, for callers who combine them: <c>expert_logits</c> [N, K, C], and <c>router_scores</c> [N, K − 1] where the
    /// model has routers. Routing stops at the first expert whose score is not above 0 and averages the logits so far.
    /// </summary>
    ExpertScores,
}
