using Microsoft.ML.Data;

namespace Offline.MicrosoftML.Tests;

internal sealed class Point
{
    public string Label { get; set; } = "";

    [VectorType(2)]
    public float[] Features { get; set; } = [];

    /// <summary>Three clusters of the same size, in the order green, red, blue.</summary>
    public static List<Point> Clusters(int perClass = 4)
        => new[] { ("green", 0f), ("red", 2f), ("blue", 4f) }
            .SelectMany(c => Enumerable.Range(0, perClass).Select(i => new Point { Label = c.Item1, Features = [c.Item2 + i * 0.1f, 1f] }))
            .ToList();
}

internal sealed class Scored
{
    public string PredictedLabel { get; set; } = "";

    public float[] Score { get; set; } = [];
}
