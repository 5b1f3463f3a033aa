
namespace MLNet.Ride.Torch.Models.Scoring;

/// <summary>What a model says about n images.</summary>
/// <param name="Probabilities">
/// n·C probabilities, image by image: the softmax of the mean of the logits of the experts that were used.
/// </param>
/// <param name="ExpertsUsed">Number of experts used for each of the n images, 1 to K.</param>
public sealed record ScoredImages(float[] Probabilities, int[] ExpertsUsed);
