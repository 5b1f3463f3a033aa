namespace MLNet.Ride.Data.Cleaning;

/// <summary>
/// Finds probable label errors: images that another class claims with the confidence that is usual for images of that class.
/// </summary>
/// <remarks>Northcutt, Jiang, Chuang, "Confident Learning: Estimating Uncertainty in Dataset Labels", JAIR 2021, equation 2 and section 4.</remarks>
internal static class ConfidentLearning
{
    // A threshold of few images is uncertain: it counts as the mean of all images for as many images as this.
    private const double PriorImages = 10;

    /// <param name="probabilities">C probabilities of each image, from classifiers that have not seen it.</param>
    /// <param name="labels">The given labels.</param>
    /// <param name="classCount">Number of classes C.</param>
    /// <param name="leastImages">Images of classes with fewer images than this are not suspected.</param>
    /// <returns>The suspects and the classes that claim them, the clearest first.</returns>
    public static IReadOnlyList<(int Image, int Suggested)> Suspects(float[][] probabilities, int[] labels, int classCount, int leastImages)
    {
        int[] counts = new int[classCount];
        double[] thresholds = Thresholds(probabilities, labels, counts);
        return [.. Enumerable.Range(0, labels.Length)
            .Where(image => counts[labels[image]] >= leastImages)
            .Select(image => (Image: image, Suggested: Claiming(probabilities[image], thresholds)))
            .Where(image => image.Suggested >= 0 && image.Suggested != labels[image.Image])
            .OrderBy(image => probabilities[image.Image][labels[image.Image]] - probabilities[image.Image][image.Suggested])
            .ThenBy(image => image.Image)];
    }

    /// <summary>For each class, the mean probability of the class for images with its label.</summary>
    private static double[] Thresholds(float[][] probabilities, int[] labels, int[] counts)
    {
        double[] sums = new double[counts.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            counts[labels[i]]++;
            sums[labels[i]] += probabilities[i][labels[i]];
        }

        double mean = sums.Sum() / labels.Length;
        return [.. sums.Zip(counts, (sum, count) => (sum + (PriorImages * mean)) / (count + PriorImages))];
    }

    /// <summary>The most probable of the classes whose thresholds are reached; −1 if there is none.</summary>
    private static int Claiming(float[] probabilities, double[] thresholds)
    {
        int best = -1;
        for (int c = 0; c < probabilities.Length; c++)
        {
            best = probabilities[c] >= thresholds[c] && (best < 0 || probabilities[c] > probabilities[best]) ? c : best;
        }

        return best;
    }
}
