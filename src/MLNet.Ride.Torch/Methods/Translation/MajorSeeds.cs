namespace MLNet.Ride.Torch.Methods.Translation;

/// <summary>Draws the images of a batch that are replaced, and those of frequent classes that become their replacements.</summary>
/// <remarks>Kim, Jeong and Shin, "M2m: Imbalanced classification via major-to-minor translation", CVPR 2020, sections 3.1 and 3.3.</remarks>
internal static class MajorSeeds
{
    /// <summary>1 − β^max(0, N_k₀ − N_k), the probability that an image of class k₀ is accepted as the seed of one of class k.</summary>
    /// <param name="major">Number of training images N_k₀.</param>
    /// <param name="minor">Number of training images N_k.</param>
    /// <param name="beta">β, at least 0 and below 1.</param>
    public static double Acceptance(int major, int minor, double beta) => 1 - Math.Pow(beta, Math.Max(0, major - minor));

    /// <summary>
    /// Draws pairs of places in a batch: an image of class k is replaced with probability 1 − N_k/N_1, by a seed drawn in proportion to its acceptance, which is then
    /// the probability that the pair is used.
    /// </summary>
    /// <param name="labels">Labels of the batch.</param>
    /// <param name="counts">Number of training images of each class.</param>
    /// <param name="beta">β.</param>
    /// <param name="random">Random generator.</param>
    public static (int Place, int Seed)[] Draw(IReadOnlyList<long> labels, IReadOnlyList<int> counts, double beta, Random random)
    {
        double most = counts.Max();
        List<(int Place, int Seed)> pairs = [];
        for (int place = 0; place < labels.Count; place++)
        {
            int minor = counts[(int)labels[place]];
            if (random.NextDouble() < minor / most)
            {
                continue;
            }

            double[] acceptances = [.. labels.Select(label => Acceptance(counts[(int)label], minor, beta))];
            double drawn = random.NextDouble() * acceptances.Sum();
            int seed = Array.FindIndex(acceptances, acceptance => (drawn -= acceptance) < 0);
            if (seed >= 0 && random.NextDouble() < acceptances[seed])
            {
                pairs.Add((place, seed));
            }
        }

        return [.. pairs];
    }
}
