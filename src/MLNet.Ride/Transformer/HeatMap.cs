namespace MLNet.Ride;

/// <summary>Where in an image the evidence for a class is.</summary>
/// <param name="Name"><c>mean</c> for all experts together, or <c>expert 1</c>, <c>expert 2</c>, ….</param>
/// <param name="Size">Height and width S in pixels of the square that the network sees.</param>
/// <param name="Values">
/// S·S values from 0 (none) to 1 (most), rows from the top. They are relative to the largest of the map, and all 0 if nothing speaks for the class.
/// </param>
public sealed record HeatMap(string Name, int Size, IReadOnlyList<float> Values);
