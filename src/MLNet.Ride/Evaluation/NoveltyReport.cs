using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Evaluation;

/// <summary>The result of fitting the threshold of novelty.</summary>
/// <param name="Score">How novelty is measured.</param>
/// <param name="Threshold">Greatest novelty of an image that counts as known.</param>
/// <param name="Recall">Share of the validation images that count as known: the wanted recall, or slightly more.</param>
/// <param name="ExampleCount">Number of validation images.</param>
public sealed record NoveltyReport(NoveltyScore Score, double Threshold, double Recall, long ExampleCount);
