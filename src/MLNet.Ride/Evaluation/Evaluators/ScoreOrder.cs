namespace MLNet.Ride.Evaluation.Evaluators;

/// <summary>The order of classes by score: the highest first; ties go to the first class.</summary>
internal static class ScoreOrder
{
    /// <summary>Returns the class with the highest score, or −1 if a score is NaN.</summary>
    public static int Best(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int c = 0; c < scores.Length; c++)
        {
            if (float.IsNaN(scores[c]))
            {
                return -1;
            }

            best = scores[c] > scores[best] ? c : best;
        }

        return best;
    }

    /// <summary>Returns the number of classes before one in that order; the scores must not be NaN.</summary>
    public static int Rank(ReadOnlySpan<float> scores, int label)
    {
        int rank = 0;
        for (int c = 0; c < scores.Length; c++)
        {
            rank += scores[c] > scores[label] || (scores[c] == scores[label] && c < label) ? 1 : 0;
        }

        return rank;
    }

    /// <summary>Returns the highest score of a class other than the label; 0 if there is none.</summary>
    public static float HardestNegative(ReadOnlySpan<float> scores, int label)
    {
        float highest = scores.Length > 1 ? float.NegativeInfinity : 0;
        for (int c = 0; c < scores.Length; c++)
        {
            highest = c != label && scores[c] > highest ? scores[c] : highest;
        }

        return highest;
    }

    /// <summary>Returns the first classes in that order; NaN comes last.</summary>
    public static int[] Top(ReadOnlySpan<float> scores, int count)
    {
        float[] keys = scores.ToArray();
        return [.. Enumerable.Range(0, keys.Length).OrderByDescending(c => keys[c]).Take(count)];
    }
}
