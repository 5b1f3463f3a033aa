namespace MLNet.Ride;

/// <summary>A class and how probable it is.</summary>
/// <param name="Name">Name of the class; its number from 1 where classes have no names.</param>
/// <param name="Key">Its key, from 1, as PredictedLabel holds it.</param>
/// <param name="Probability">Its probability, 0 to 1.</param>
public sealed record ClassProbability(string Name, uint Key, float Probability);
