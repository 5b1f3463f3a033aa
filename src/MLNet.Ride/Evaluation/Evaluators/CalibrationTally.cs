namespace MLNet.Ride.Evaluation.Evaluators;

/// <summary>Accumulates calibration statistics.</summary>
internal sealed class CalibrationTally(int bins)
{
    private const double LeastProbability = 1e-15;
    private const double SumTolerance = 1e-3;

    private readonly long[] _examples = new long[bins];
    private readonly long[] _correct = new long[bins];
    private readonly double[] _confidence = new double[bins];
    private double _loss;

    /// <summary>Whether the scores of every row are probabilities.</summary>
    public bool AreProbabilities { get; private set; } = true;

    public void Add(ReadOnlySpan<float> scores, int label, int predicted)
    {
        AreProbabilities = AreProbabilities && predicted >= 0 && SumToOne(scores);
        if (AreProbabilities)
        {
            double confidence = scores[predicted];
            int bin = Math.Clamp((int)Math.Ceiling(confidence * bins) - 1, 0, bins - 1);
            _examples[bin]++;
            _correct[bin] += predicted == label ? 1 : 0;
            _confidence[bin] += confidence;
            _loss -= Math.Log(Math.Max(scores[label], LeastProbability));
        }
    }

    /// <summary>Returns the metrics, or <see langword="null"/> if there are no rows or a row's scores are not probabilities.</summary>
    public CalibrationMetrics? Metrics()
    {
        long examples = _examples.Sum();
        if (!AreProbabilities || examples == 0)
        {
            return null;
        }

        double error = Enumerable.Range(0, bins).Sum(b => Math.Abs(_correct[b] - _confidence[b])) / examples;
        return new CalibrationMetrics(_loss / examples, error, [.. Enumerable.Range(0, bins).Where(b => _examples[b] > 0).Select(Bin)]);
    }

    private ReliabilityBin Bin(int b)
        => new((double)b / bins, (double)(b + 1) / bins, _examples[b], _confidence[b] / _examples[b], (double)_correct[b] / _examples[b]);

    private static bool SumToOne(ReadOnlySpan<float> scores)
    {
        double sum = 0;
        foreach (float score in scores)
        {
            if (score is not (>= 0 and <= 1 + (float)SumTolerance))
            {
                return false;
            }

            sum += score;
        }

        return Math.Abs(sum - 1) <= SumTolerance;
    }
}
