using Microsoft.ML;
using MLNet.Ride.Schema;

namespace MLNet.Ride.Evaluation.Evaluators;

/// <summary>Counts the training images of each class.</summary>
internal static class TrainingCounts
{
    /// <summary>
    /// Counts by name if the classes have names, so that the label may be the value before <c>MapValueToKey</c> or the key of another fit;
    /// otherwise by key. Rows whose label is missing are skipped and reported.
    /// </summary>
    public static int[] Of(IDataView training, string labelColumnName, ScoredRows rows, Action<string>? warn)
    {
        var counts = new int[rows.ClassCount];
        long skipped = 0;
        using DataViewRowCursor cursor = training.GetRowCursor([.. training.Schema.Where(c => c.Name == labelColumnName && !c.IsHidden)]);
        Func<int> nextClass = LabelMap.Reader(cursor, labelColumnName, rows.ClassCount, rows.ClassNames, LabeledRows.TrainingData);
        while (cursor.MoveNext())
        {
            int index = nextClass();
            if (index >= 0)
            {
                counts[index]++;
            }
            else
            {
                skipped++;
            }
        }

        LabelMap.ReportSkipped(skipped, labelColumnName, warn);
        return counts;
    }

    /// <exception cref="ArgumentException">There is not exactly one count of at least 0 for each class.</exception>
    public static void Check(IReadOnlyList<int> counts, ScoredRows rows)
    {
        if (counts.Count != rows.ClassCount)
        {
            throw new ArgumentException(
                $"There are {counts.Count} training counts, but the label '{rows.Label}' and score '{rows.Score}' have {rows.ClassCount} classes. "
                + "Pass one count per class, in key order.");
        }

        if (counts.Any(n => n < 0))
        {
            throw new ArgumentException($"A training count is {counts.Min()}, but must be at least 0.");
        }
    }
}
