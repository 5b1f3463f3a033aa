using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Persistence;

/// <summary>When an image counts as one of a known class.</summary>
/// <param name="Score">How novelty is measured.</param>
/// <param name="Threshold">Greatest novelty of a known image.</param>
internal sealed record NoveltyRule(NoveltyScore Score, double Threshold);
