namespace MLNet.Ride.Evaluation.Evaluators;

/// <summary>The order of classes by score: the largest first, of equal scores the first class.</summary>
internal static class ScoreOrder
{
    /// <summary>The class of the largest score, or −1 where a score is not a number.</summary>
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

    /// <summary>Number of classes before one in that order; the scores are numbers.</summary>
    public static int Rank(ReadOnlySpan<float> scores, int label)
    {
        int rank = 0;
        for (int c = 0; c < scores.Length; c++)
        {
            rank += scores[c] > scores[label] || (scores[c] == scores[label] && c < label) ? 1 : 0;
        }

        return rank;
    }

    /// <summary>The first classes in that order; scores that are not numbers come last.</summary>
    public static int[] Top(ReadOnlySpan<float> scores, int count)
    {
        float[] keys = scores.ToArray();
        return [.. Enumerable.Range(0, keys.Length).OrderByDescending(c => keys[c]).Take(count)];
    }
}
