namespace MLNet.Ride.Evaluation.Evaluators;

/// <summary>Compares the novelties of known and unknown images.</summary>
internal static class NoveltyEvaluator
{
    private const double WantedRecall = 0.95;
    private const int BinCount = 32;

    // Bins span the images but for this share at either end.
    private const double Tail = 0.005;

    /// <param name="known">Novelties of images of known classes.</param>
    /// <param name="unknown">Novelties of other images.</param>
    /// <param name="threshold">Greatest novelty of an image that counts as known.</param>
    /// <exception cref="ArgumentException">A list is empty, or a novelty is not a number.</exception>
    public static NoveltyMetrics Evaluate(IReadOnlyList<float> known, IReadOnlyList<float> unknown, double threshold)
    {
        float[] familiar = Sorted(known, nameof(known));
        float[] strange = Sorted(unknown, nameof(unknown));
        double atWantedRecall = Quantile(familiar, WantedRecall);
        return new(
            familiar.Length,
            strange.Length,
            Auroc(familiar, strange),
            Share(strange, atWantedRecall),
            threshold,
            Share(familiar, threshold),
            1 - Share(strange, threshold),
            Bins(familiar, strange));
    }

    /// <summary>The smallest of sorted values that at least a share of them do not exceed.</summary>
    public static float Quantile(float[] sorted, double share) => sorted[Math.Clamp((int)Math.Ceiling((share * sorted.Length) - 1e-9) - 1, 0, sorted.Length - 1)];

    /// <exception cref="ArgumentException">There are no values, or one is not a number.</exception>
    public static float[] Sorted(IReadOnlyList<float> novelties, string name)
    {
        if (novelties.Count == 0)
        {
            throw new ArgumentException("There are no rows.", name);
        }

        return novelties.All(float.IsFinite)
            ? [.. novelties.Order()]
            : throw new ArgumentException("A novelty is not a finite number: the weights of the model may be damaged.", name);
    }

    /// <summary>The share of values that do not exceed a threshold.</summary>
    public static double Share(float[] sorted, double threshold) => (double)sorted.Count(value => value <= threshold) / sorted.Length;

    // Pairs of equal novelty count half.
    private static double Auroc(float[] known, float[] unknown)
    {
        double pairs = 0;
        (int below, int upTo) = (0, 0);
        foreach (float novelty in unknown)
        {
            while (below < known.Length && known[below] < novelty)
            {
                below++;
            }

            upTo = Math.Max(upTo, below);
            while (upTo < known.Length && known[upTo] <= novelty)
            {
                upTo++;
            }

            pairs += (below + upTo) / 2.0;
        }

        return pairs / ((double)known.Length * unknown.Length);
    }

    private static NoveltyBin[] Bins(float[] known, float[] unknown)
    {
        double low = Math.Min(Quantile(known, Tail), Quantile(unknown, Tail));
        double high = Math.Max(Quantile(known, 1 - Tail), Quantile(unknown, 1 - Tail));
        double width = Math.Max(high - low, 1e-6) / BinCount;
        long[] ofKnown = Counts(known), ofUnknown = Counts(unknown);
        return [.. Enumerable.Range(0, BinCount).Select(i => new NoveltyBin(low + (i * width), low + ((i + 1) * width), ofKnown[i], ofUnknown[i]))];

        long[] Counts(float[] novelties)
        {
            var counts = new long[BinCount];
            foreach (float novelty in novelties)
            {
                counts[(int)Math.Clamp((novelty - low) / width, 0, BinCount - 1)]++;
            }

            return counts;
        }
    }
}
