namespace MLNet.Ride.Calibration;

/// <summary>
/// Finds offsets of the classes with which predictions have the highest balanced accuracy. One class after another gets the best offset while the
/// others stay, until none improves: for a single offset, the accuracy changes only where the class overtakes the best of the others.
/// </summary>
internal sealed class ClassOffsetFit
{
    private const int MostPasses = 20;
    private const double LeastGain = 1e-9;

    private readonly double[][] _logits;
    private readonly int[] _labels;
    private readonly double[] _weights;
    private readonly int[] _first;
    private readonly int[] _second;
    private readonly double[] _offsets;

    private ClassOffsetFit(IReadOnlyList<float[]> probabilities, IReadOnlyList<int> labels)
    {
        _logits = [.. probabilities.Select(example => Array.ConvertAll(example, TemperatureScaling.Log))];
        _labels = [.. labels];
        _offsets = new double[_logits[0].Length];
        int[] counts = new int[_offsets.Length];
        Array.ForEach(_labels, label => counts[label]++);
        int present = counts.Count(count => count > 0);
        _weights = Array.ConvertAll(counts, count => count == 0 ? 0 : 1.0 / (count * present));
        (_first, _second) = (new int[_labels.Length], new int[_labels.Length]);
    }

    /// <param name="probabilities">Probabilities of the C classes, at least 2, of each example, at least one.</param>
    /// <param name="labels">The true classes.</param>
    /// <returns>Offsets of the logits; a class without examples keeps 0.</returns>
    public static double[] Fit(IReadOnlyList<float[]> probabilities, IReadOnlyList<int> labels)
    {
        var fit = new ClassOffsetFit(probabilities, labels);
        for (int row = 0; row < labels.Count; row++)
        {
            fit.Rank(row);
        }

        bool improved = true;
        for (int pass = 0; improved && pass < MostPasses; pass++)
        {
            improved = false;
            for (int c = 0; c < fit._offsets.Length; c++)
            {
                improved |= fit._weights[c] > 0 && fit.Improve(c);
            }
        }

        return fit._offsets;
    }

    private bool Improve(int c)
    {
        // Every example goes to the class as soon as its change exceeds the distance to the best of the others.
        (double Distance, double Gain)[] changes = new (double, double)[_labels.Length];
        double accuracy = 0;
        for (int row = 0; row < changes.Length; row++)
        {
            int rival = _first[row] == c ? _second[row] : _first[row];
            double lost = rival == _labels[row] ? _weights[rival] : 0;
            accuracy += lost;
            changes[row] = (_logits[row][rival] - _logits[row][c], (_labels[row] == c ? _weights[c] : 0) - lost);
        }

        Array.Sort(changes, (a, b) => a.Distance.CompareTo(b.Distance));
        double current = accuracy + changes.Where(change => change.Distance < 0).Sum(change => change.Gain);
        (double best, double offset) = (current, 0);
        for (int i = 0; i < changes.Length; i++)
        {
            accuracy += changes[i].Gain;
            double next = i + 1 < changes.Length ? changes[i + 1].Distance : changes[i].Distance + 2;
            double middle = (changes[i].Distance + next) / 2;
            if (next > changes[i].Distance && (accuracy > best + LeastGain || (offset != 0 && accuracy > best - LeastGain && Math.Abs(middle) < Math.Abs(offset))))
            {
                (best, offset) = (accuracy, middle);
            }
        }

        Move(c, offset);
        return offset != 0;
    }

    private void Move(int c, double offset)
    {
        _offsets[c] += offset;
        for (int row = 0; offset != 0 && row < _labels.Length; row++)
        {
            _logits[row][c] += offset;
            if (_first[row] == c || _second[row] == c || _logits[row][c] >= _logits[row][_second[row]])
            {
                Rank(row);
            }
        }
    }

    private void Rank(int row)
    {
        double[] logits = _logits[row];
        (int first, int second) = logits[1] > logits[0] ? (1, 0) : (0, 1);
        for (int c = 2; c < logits.Length; c++)
        {
            (first, second) = logits[c] > logits[first] ? (c, first) : logits[c] > logits[second] ? (first, c) : (first, second);
        }

        (_first[row], _second[row]) = (first, second);
    }
}
