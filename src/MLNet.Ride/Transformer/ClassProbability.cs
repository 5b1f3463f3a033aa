namespace MLNet.Ride;

/// <summary>A class and its probability.</summary>
/// <param name="Name">Name of the class; its number from 1 if classes have no names.</param>
/// <param name="Key">Its key, from 1, as in PredictedLabel.</param>
/// <param name="Probability">Its probability, 0 to 1.</param>
public sealed record ClassProbability(string Name, uint Key, float Probability);
