namespace MLNet.Ride.Torch.Models.Scoring;

/// <summary>Where the evidence for a class is in an image, by each expert used and by all of them.</summary>
/// <param name="Label">The class, from 0.</param>
/// <param name="Probabilities">Probabilities of the C classes.</param>
/// <param name="Experts">For each expert used, S·S values from 0 to 1, rows from the top; the largest is 1 unless there is no evidence.</param>
/// <param name="Mean">The same for the mean of the experts.</param>
internal sealed record HeatMaps(int Label, float[] Probabilities, IReadOnlyList<float[]> Experts, float[] Mean);
