using Microsoft.ML;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Schema;

namespace MLNet.Ride.Reporting;

/// <summary>Finds the mistakes with the largest score for a wrong class.</summary>
internal static class MistakeFinder
{
    public static IReadOnlyList<Mistake> Worst(IDataView scored, MistakeOptions options)
    {
        var rows = new ScoredRows(scored, options.Columns);
        var worst = new PriorityQueue<Mistake, (double Score, long Earlier)>();
        foreach (ScoredRow row in rows.Read())
        {
            int predicted = ScoreOrder.Best(row.Scores);
            if (predicted < 0 || predicted == row.Label || !float.IsFinite(row.Scores[predicted]))
            {
                continue;
            }

            // Of equal scores the earlier rows stay.
            if (worst.Count < options.Count || row.Scores[predicted] > worst.Peek().PredictedScore)
            {
                worst.Enqueue(Mistake(rows, row, predicted), (row.Scores[predicted], -row.Position));
            }

            if (worst.Count > options.Count)
            {
                worst.Dequeue();
            }
        }

        var pictures = new MistakePictures(scored, options);
        return pictures.AddTo([.. worst.UnorderedItems.Select(m => m.Element).OrderByDescending(m => m.PredictedScore).ThenBy(m => m.Row)]);
    }

    private static Mistake Mistake(ScoredRows rows, ScoredRow row, int predicted)
        => new(
            row.Position + 1,
            null,
            ClassNames.Name(rows.ClassNames, row.Label),
            ClassNames.Name(rows.ClassNames, predicted),
            row.Scores[predicted],
            float.IsFinite(row.Scores[row.Label]) ? row.Scores[row.Label] : null);
}
