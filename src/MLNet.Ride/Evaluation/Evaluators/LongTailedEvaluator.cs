using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Evaluation.Evaluators;

/// <summary>Evaluates scored data by class and by bucket of training frequency.</summary>
internal sealed class LongTailedEvaluator
{
    private const int LargestExpertCount = 16;

    private readonly ScoredRows _rows;
    private readonly LongTailedEvaluationOptions _options;
    private readonly ClassTally[] _tallies;
    private readonly CalibrationTally _calibration;
    private readonly Dictionary<(int Actual, int Predicted), long> _confusion = [];
    private readonly long[] _atRank;
    private readonly long[]? _macs;
    private readonly Dictionary<string, long> _others = new(StringComparer.Ordinal);

    private LongTailedEvaluator(ScoredRows rows, IReadOnlyList<int> trainingCounts, LongTailedEvaluationOptions options)
    {
        _rows = rows;
        _options = options;
        _tallies = [.. trainingCounts.Select((n, c) => new ClassTally(Schema.ClassNames.Name(rows.ClassNames, c), n))];
        _calibration = new CalibrationTally(options.CalibrationBins);
        _atRank = new long[Math.Min(options.TopK, rows.ClassCount)];
        _macs = options.Cost is { } cost && rows.Experts is not null
            ? [.. Enumerable.Range(1, cost.ExpertCount).Select(cost.MacsOfExperts)]
            : null;
    }

    /// <param name="rows">The rows, read once.</param>
    /// <param name="trainingCounts">Number of training images by class.</param>
    /// <param name="options">Settings.</param>
    /// <param name="other">Receives every row too.</param>
    public static LongTailedMetrics Evaluate(
        ScoredRows rows, IReadOnlyList<int> trainingCounts, LongTailedEvaluationOptions options, Action<ScoredRow>? other = null)
    {
        TrainingCounts.Check(trainingCounts, rows);
        var evaluator = new LongTailedEvaluator(rows, trainingCounts, options);
        foreach (ScoredRow row in rows.Read(evaluator.AddOther))
        {
            evaluator.Add(row);
            other?.Invoke(row);
        }

        return evaluator.Metrics();
    }

    private void Add(ScoredRow row)
    {
        int predicted = ScoreOrder.Best(row.Scores);
        _tallies[row.Label].AddExample(predicted == row.Label, row.ExpertsUsed, Macs(row.ExpertsUsed), ScoreOrder.HardestNegative(row.Scores, row.Label));
        _calibration.Add(row.Scores, row.Label, predicted);
        if (predicted >= 0)
        {
            _tallies[predicted].AddPrediction();
            _confusion[(row.Label, predicted)] = _confusion.GetValueOrDefault((row.Label, predicted)) + 1;
            int rank = ScoreOrder.Rank(row.Scores, row.Label);
            if (rank < _atRank.Length)
            {
                _atRank[rank]++;
            }
        }
    }

    private void AddOther(string name) => _others[name] = _others.GetValueOrDefault(name) + 1;

    private long Macs(int experts)
        => _macs is null ? 0
            : experts >= 1 && experts <= _macs.Length ? _macs[experts - 1]
            : throw new ArgumentException(
                $"Column '{_rows.Experts}' contains {experts} experts used, but the network has only {_macs.Length}: the data was scored by another model.");

    private LongTailedMetrics Metrics()
    {
        ClassTally[] seen = [.. _tallies.Where(t => t.Examples > 0)];
        UnknownClass[] unknown = [.. _others.Where(other => other.Key.Length > 0).Select(other => new UnknownClass(other.Key, other.Value))
            .OrderByDescending(other => other.Examples).ThenBy(other => other.Name, StringComparer.Ordinal)];
        if (seen.Length == 0)
        {
            throw unknown.Length == 0 ? _rows.NoRows() : new ArgumentException(
                $"The model knows none of the classes of the data: {UnknownClassList.List(unknown)}. Evaluate data with classes that it was trained on.");
        }

        long examples = seen.Sum(t => t.Examples);
        ShotBounds bounds = _options.Bounds;
        BucketMetrics? many = Bucket([.. seen.Where(t => bounds.IsMany(t.TrainingCount))]);
        BucketMetrics? medium = Bucket([.. seen.Where(t => bounds.IsMedium(t.TrainingCount))]);
        BucketMetrics? few = Bucket([.. seen.Where(t => bounds.IsFew(t.TrainingCount))]);
        double[] accuracies = [.. new[] { many, medium, few }.OfType<BucketMetrics>().Select(b => b.Accuracy)];
        long found = 0;
        return new LongTailedMetrics
        {
            Overall = Bucket(seen, (double)seen.Sum(t => t.Correct) / examples),
            Many = many,
            Medium = medium,
            Few = few,
            MacroAccuracy = seen.Average(t => t.Recall),
            MacroPrecision = seen.Average(t => t.Precision),
            MacroF1 = seen.Average(t => t.F1),
            GeometricMeanOfRecalls = Math.Exp(seen.Average(t => Math.Log(t.Recall))),
            HarmonicMeanOfBuckets = accuracies.Contains(0) ? 0 : accuracies.Length / accuracies.Sum(a => 1 / a),
            TopKAccuracy = [.. _atRank.Select(n => (double)(found += n) / examples)],
            Calibration = _calibration.Metrics(),
            Classes = [.. _tallies.Select(t => t.Metrics(_rows.Experts is not null))],
            Confusion = new LabeledConfusionMatrix(
                [.. _tallies.Select(t => t.Name)],
                [.. _confusion.Select(c => new ConfusionCell(c.Key.Actual, c.Key.Predicted, c.Value))]),
            ClassesWithoutExamples = _tallies.Length - seen.Length,
            UnknownClasses = unknown,
            ExamplesWithoutLabel = _others.GetValueOrDefault(string.Empty),
            Bounds = bounds,
        };
    }

    private BucketMetrics? Bucket(ClassTally[] classes) => classes.Length == 0 ? null : Bucket(classes, classes.Average(t => t.Recall));

    private BucketMetrics Bucket(ClassTally[] classes, double accuracy)
    {
        long examples = classes.Sum(t => t.Examples);
        double? experts = _rows.Experts is null ? null : (double)classes.Sum(t => t.ExpertsUsed) / examples;
        double? macs = _macs is null ? null : classes.Sum(t => t.Macs) / examples;
        double? negative = _calibration.AreProbabilities ? classes.Sum(t => t.HardestNegatives) / examples : null;
        return new BucketMetrics(accuracy, classes.Length, examples, experts, macs, negative, ExpertShares(classes, examples));
    }

    private double[]? ExpertShares(ClassTally[] classes, long examples)
    {
        int most = Math.Min(LargestExpertCount, _options.Cost?.ExpertCount ?? _tallies.SelectMany(t => t.ByExperts.Keys).Max());
        return _rows.Experts is null ? null
            : [.. Enumerable.Range(1, Math.Max(1, most)).Select(k => (double)classes.Sum(t => t.ByExperts.GetValueOrDefault(k)) / examples)];
    }
}
