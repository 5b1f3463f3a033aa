using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Ride.Tests.Support;

/// <summary>A scored row of three classes.</summary>
internal sealed class ScoreRow
{
    // In objects keys count from 0.
    [KeyType(3)]
    public uint Label { get; set; }

    [VectorType(3)]
    public float[] Score { get; set; } = [];

    public int ExpertsUsed { get; set; } = 1;
}

/// <summary>Scored data of classes "1", "2", "3".</summary>
internal static class ScoreRows
{
    /// <summary>Rows of a label, from 1, and scores.</summary>
    public static IDataView Load(MLContext ml, params (uint Label, float[] Score)[] rows)
        => ml.Data.LoadFromEnumerable(rows.Select(r => new ScoreRow { Label = r.Label - 1, Score = r.Score }).ToList());

    /// <summary>Rows of a label and a prediction, both from 1.</summary>
    public static IDataView Load(MLContext ml, uint[] labels, uint[] predictions)
        => Load(ml, [.. labels.Zip(predictions, (label, p) => (label, Enumerable.Range(1, 3).Select(c => c == p ? 1f : 0).ToArray()))]);

    /// <summary>
    /// Class 1: right, taken for 2, right. Class 2: right, taken for 1. Class 3: taken for 1.
    /// </summary>
    public static IDataView Example(MLContext ml) => Load(
        ml,
        (1, [0.6f, 0.3f, 0.1f]),
        (1, [0.2f, 0.5f, 0.3f]),
        (1, [0.7f, 0.2f, 0.1f]),
        (2, [0.1f, 0.8f, 0.1f]),
        (2, [0.5f, 0.4f, 0.1f]),
        (3, [0.9f, 0.05f, 0.05f]));
}
