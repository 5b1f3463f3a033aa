namespace MLNet.Ride.Torch.Models.Scoring;

/// <summary>The scores of n images.</summary>
/// <param name="Probabilities">
/// n·C probabilities, image by image: the softmax of the mean logits of the experts used.
/// </param>
/// <param name="ExpertsUsed">Number of experts used for each of the n images, 1 to K.</param>
public sealed record ScoredImages(float[] Probabilities, int[] ExpertsUsed)
{
    /// <summary>How strange each of the n images is to the model, greater for stranger ones; <see langword="null"/> if the model does not measure it.</summary>
    public float[]? Novelty { get; init; }
}
