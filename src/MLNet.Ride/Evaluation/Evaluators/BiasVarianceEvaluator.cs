using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Evaluation.Evaluators;

/// <summary>Compares the predictions of several models for the same examples.</summary>
internal static class BiasVarianceEvaluator
{
    /// <param name="runs">The same examples, scored by each model.</param>
    /// <param name="trainingCounts">Training images of each class of the first run.</param>
    /// <param name="bounds">Bounds of the buckets.</param>
    public static BiasVarianceMetrics Evaluate(IReadOnlyList<ScoredRows> runs, IReadOnlyList<int> trainingCounts, ShotBounds bounds)
    {
        TrainingCounts.Check(trainingCounts, runs[0]);
        (int[] labels, int[] first) = Read(runs[0], runs[0], 0);
        int[][] predictions = [first, .. runs.Skip(1).Select((run, i) => Predictions(runs[0], run, i + 1, labels))];
        if (labels.Length == 0)
        {
            throw runs[0].NoRows();
        }

        int[] main = [.. labels.Select((_, row) => Main(predictions, row))];
        return new BiasVarianceMetrics(
            runs.Count,
            Bucket(_ => true)!,
            Bucket(bounds.IsMany),
            Bucket(bounds.IsMedium),
            Bucket(bounds.IsFew));

        BiasVarianceBucket? Bucket(Func<int, bool> holds)
        {
            int[] rows = [.. Enumerable.Range(0, labels.Length).Where(row => holds(trainingCounts[labels[row]]))];
            return rows.Length == 0 ? null : new BiasVarianceBucket(
                rows.Average(row => main[row] == labels[row] ? 0.0 : 1),
                rows.Average(row => predictions.Average(run => run[row] == main[row] ? 0.0 : 1)),
                rows.Average(row => predictions.Average(run => run[row] == labels[row] ? 0.0 : 1)),
                rows.Length);
        }
    }

    private static int[] Predictions(ScoredRows reference, ScoredRows run, int number, int[] labels)
    {
        (int[] own, int[] predictions) = Read(reference, run, number);
        int row = own.Length == labels.Length ? Enumerable.Range(0, own.Length).FirstOrDefault(i => own[i] != labels[i], -1) : own.Length;
        return row < 0 ? predictions : throw new ArgumentException(
            $"Scored data set {number + 1} has other rows than the first: {own.Length} with a label in '{run.Label}' instead of {labels.Length}"
            + (own.Length == labels.Length ? $", and labeled row {row + 1} has another label. " : ". ")
            + "Score the same data, in the same order, with every model.");
    }

    // Class C represents scores that are NaN.
    private static (int[] Labels, int[] Predictions) Read(ScoredRows reference, ScoredRows run, int number)
    {
        int[] map = Map(reference, run, number);
        var labels = new List<int>();
        var predictions = new List<int>();
        foreach (ScoredRow row in run.Read())
        {
            int best = ScoreOrder.Best(row.Scores);
            labels.Add(map[row.Label]);
            predictions.Add(best < 0 ? map.Length : map[best]);
        }

        return ([.. labels], [.. predictions]);
    }

    private static int[] Map(ScoredRows reference, ScoredRows run, int number)
    {
        if (run.ClassCount == reference.ClassCount && run.ClassNames is { } names && reference.ClassNames is { } wanted)
        {
            Dictionary<string, int> byName = wanted.Indices();
            return [.. names.Texts.Select(name => byName.TryGetValue(name, out int c) ? c : throw new ArgumentException(
                $"Label '{run.Label}' of scored data set {number + 1} has a class '{name}' that the first data set does not have."))];
        }

        return run.ClassCount == reference.ClassCount ? [.. Enumerable.Range(0, run.ClassCount)] : throw new ArgumentException(
            $"Label '{run.Label}' of scored data set {number + 1} has {run.ClassCount} classes, but that of the first has {reference.ClassCount}.");
    }

    private static int Main(int[][] predictions, int row)
    {
        var votes = new SortedDictionary<int, int>();
        foreach (int[] run in predictions)
        {
            votes[run[row]] = votes.GetValueOrDefault(run[row]) + 1;
        }

        return votes.MaxBy(v => v.Value).Key;
    }
}
