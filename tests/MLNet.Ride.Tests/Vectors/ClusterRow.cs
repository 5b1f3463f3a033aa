using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Ride.Tests.Vectors;

/// <summary>A row of one of three overlapping clusters in eight dimensions: 60, 20, and 6 rows.</summary>
internal sealed class ClusterRow
{
    public const int Length = 8;

    public static readonly string[] Classes = ["common", "medium", "rare"];

    private static readonly int[] s_counts = [60, 20, 6];

    public string Label { get; set; } = "";

    [VectorType(Length)]
    public float[] Features { get; set; } = [];

    /// <summary>Rows, the same for the same seed.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="perClass">Rows of each class; null for the long tail.</param>
    /// <param name="scale">Factor of the last component.</param>
    public static IDataView Draw(MLContext ml, int seed, int? perClass = null, float scale = 1)
    {
        var random = new Random(seed);
        List<ClusterRow> rows = [.. Classes.SelectMany((name, label) => Enumerable.Range(0, perClass ?? s_counts[label]).Select(_ => Row(random, name, label, scale)))];
        return ml.Data.LoadFromEnumerable(rows);
    }

    /// <summary>The same rows with the label as a key.</summary>
    public static IDataView DrawKeys(MLContext ml, int seed, int? perClass = null, float scale = 1)
    {
        IDataView rows = Draw(ml, seed, perClass, scale);
        return ml.Transforms.Conversion.MapValueToKey("Label").Fit(Draw(ml, seed)).Transform(rows);
    }

    private static ClusterRow Row(Random random, string name, int label, float scale)
    {
        float[] features = [.. Enumerable.Range(0, Length).Select(i => (i % 3 == label ? 1.5f : 0) + (float)(random.NextDouble() + random.NextDouble() - 1))];
        features[^1] *= scale;
        return new() { Label = name, Features = features };
    }
}
