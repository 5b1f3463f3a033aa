namespace Microsoft.ML.Data;

/// <summary>What is counted while evaluating a multiclass classifier.</summary>
internal sealed class MulticlassCounts(int classCount, int topK)
{
    private const float Epsilon = 1e-15f;

    private readonly double[] _labels = new double[classCount];
    private readonly double[] _classLogLoss = new double[classCount];
    private readonly double[] _ranks = new double[classCount + 1];
    private double _instances;
    private double _correct;
    private double _logLoss;
    private long _unlabeled, _badLabels, _badScores, _unknownLabels;

    public int ClassCount => classCount;

    public int TopK => topK;

    /// <summary>Rows are true classes, columns are assigned ones.</summary>
    public double[][] Confusion { get; } = Enumerable.Range(0, classCount).Select(_ => new double[classCount]).ToArray();

    public double MicroAccuracy => _instances > 0 ? _correct / _instances : 0;

    public double MacroAccuracy
        => Enumerable.Range(0, classCount).Where(i => _labels[i] > 0).Select(i => Confusion[i][i] / _labels[i]).DefaultIfEmpty(0).Average();

    public double LogLoss => _instances > 0 ? _logLoss / _instances : 0;

    public double LogLossReduction
    {
        get
        {
            double entropy = -_labels.Where(n => n != 0).Sum(n => n * Math.Log(n / _instances)) / _instances;
            return (entropy - LogLoss) / entropy;
        }
    }

    public double[] PerClassLogLoss
        => Enumerable.Range(0, classCount).Select(i => _labels[i] > 0 ? _classLogLoss[i] / _labels[i] : 0).ToArray();

    /// <summary>Null where no top-K accuracy was asked for.</summary>
    public double[] TopKAccuracies
    {
        get
        {
            if (topK <= 0)
                return null;
            double sum = 0;
            return _ranks.Take(topK).Select(n => sum += n / _instances).ToArray();
        }
    }

    public bool TakesLabel(float label)
    {
        if (float.IsNaN(label))
            _unlabeled++;
        else if (label < 0 || label != (int)label)
            _badLabels++;
        else
            return true;
        return false;
    }

    public void Add(int label, float[] scores)
    {
        if (!scores.All(float.IsFinite))
        {
            _badScores++;
            return;
        }

        bool known = label < classCount;
        double loss = -Math.Log(known ? Math.Clamp(scores[label], Epsilon, 1) : Epsilon);
        float labelScore = known ? scores[label] : 0;
        int rank = 0;
        int assigned = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (scores[i] > labelScore || scores[i] == labelScore && i < label)
                rank++;
            if (scores[i] > scores[assigned])
                assigned = i;
        }

        _instances++;
        _logLoss += loss;
        _ranks[rank]++;
        if (!known)
        {
            _unknownLabels++;
            return;
        }

        _labels[label]++;
        _classLogLoss[label] += loss;
        Confusion[label][assigned]++;
        if (rank == 0)
            _correct++;
    }

    public IEnumerable<string> Warnings()
    {
        if (_unlabeled > 0)
            yield return $"Encountered {_unlabeled} unlabeled instances during testing.";
        if (_badScores > 0)
            yield return $"The predictor produced non-finite prediction values on {_badScores} instances during testing. Possible causes: abnormal data or the predictor is numerically unstable.";
        if (_unknownLabels > 0)
            yield return $"Found {_unknownLabels} test instances with class values not seen in the training set. LogLoss is reported higher than usual because of these instances.";
        if (_badLabels > 0)
            yield return $"Found {_badLabels} test instances with labels that are either negative or non integers. These instances were ignored";
    }
}
