namespace MLNet.Ride.Evaluation;

/// <summary>A class of the evaluated data that the model does not know.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Examples">Number of its examples.</param>
public sealed record UnknownClass(string Name, long Examples);
