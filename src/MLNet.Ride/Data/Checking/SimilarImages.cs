namespace MLNet.Ride.Data.Checking;

/// <summary>
/// Finds similar images without comparing each with each: the bits of a fingerprint are divided into one band more than may differ, so that similar images have
/// at least one band in common, and only images with a common band are compared.
/// </summary>
internal static class SimilarImages
{
    private const int Bands = ImageFingerprint.MostDifferentBits + 1;

    /// <summary>Groups similar images: an image belongs to a group if it is similar to at least one other image of it.</summary>
    /// <param name="fingerprints">The fingerprints; images without one are not compared.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>Groups of at least two indices, in ascending order.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Groups(IReadOnlyList<ImageFingerprint?> fingerprints, CancellationToken cancellationToken)
    {
        int[] parents = [.. Enumerable.Range(0, fingerprints.Count)];
        for (int band = 0; band < Bands; band++)
        {
            var buckets = new Dictionary<int, List<int>>();
            for (int i = 0; i < fingerprints.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (fingerprints[i] is not { } fingerprint)
                {
                    continue;
                }

                int key = fingerprint.Band(band, Bands);
                if (!buckets.TryGetValue(key, out List<int>? bucket))
                {
                    buckets.Add(key, bucket = []);
                }

                Join(parents, i, bucket.Where(other => Root(parents, other) != Root(parents, i) && fingerprint.IsSimilar(fingerprints[other]!)));
                bucket.Add(i);
            }
        }

        return [.. Enumerable.Range(0, parents.Length).GroupBy(i => Root(parents, i)).Where(group => group.Count() > 1).Select(group => (IReadOnlyList<int>)[.. group])];
    }

    private static void Join(int[] parents, int image, IEnumerable<int> others)
    {
        foreach (int other in others)
        {
            (int first, int second) = (Root(parents, image), Root(parents, other));
            parents[Math.Max(first, second)] = Math.Min(first, second);
        }
    }

    private static int Root(int[] parents, int image)
    {
        while (parents[image] != image)
        {
            image = parents[image] = parents[parents[image]];
        }

        return image;
    }
}
