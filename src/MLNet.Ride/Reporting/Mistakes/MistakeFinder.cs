using Microsoft.ML;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Evaluation.Evaluators;
using MLNet.Ride.Schema;

namespace MLNet.Ride.Reporting.Mistakes;

/// <summary>Finds the mistakes with the highest score for a wrong class.</summary>
internal sealed class MistakeFinder(ScoredRows rows, MistakeOptions options)
{
    private readonly PriorityQueue<Mistake, (double Score, long Earlier)> _worst = new();

    public static IReadOnlyList<Mistake> Worst(IDataView scored, MistakeOptions options)
    {
        var rows = new ScoredRows(scored, options.Columns);
        var finder = new MistakeFinder(rows, options);
        foreach (ScoredRow row in rows.Read())
        {
            finder.Add(row);
        }

        return finder.Found(scored);
    }

    public void Add(ScoredRow row)
    {
        int predicted = ScoreOrder.Best(row.Scores);
        if (predicted < 0 || predicted == row.Label || !float.IsFinite(row.Scores[predicted]))
        {
            return;
        }

        // With equal scores, earlier rows are kept.
        if (_worst.Count < options.Count || row.Scores[predicted] > _worst.Peek().PredictedScore)
        {
            _worst.Enqueue(Mistake(row, predicted), (row.Scores[predicted], -row.Position));
        }

        if (_worst.Count > options.Count)
        {
            _worst.Dequeue();
        }
    }

    /// <summary>Returns the mistakes by descending score, with thumbnails from the data.</summary>
    /// <param name="scored">The rows.</param>
    /// <param name="explaining">The model that made them, to show where it saw the predicted classes; <see langword="null"/> for none.</param>
    public IReadOnlyList<Mistake> Found(IDataView scored, RideTransformer? explaining = null)
        => new MistakePictures(scored, options, explaining).AddTo([.. _worst.UnorderedItems.Select(m => m.Element).OrderByDescending(m => m.PredictedScore).ThenBy(m => m.Row)]);

    private Mistake Mistake(ScoredRow row, int predicted)
        => new(
            row.Position + 1,
            null,
            ClassNames.Name(rows.ClassNames, row.Label),
            ClassNames.Name(rows.ClassNames, predicted),
            row.Scores[predicted],
            float.IsFinite(row.Scores[row.Label]) ? row.Scores[row.Label] : null);
}
