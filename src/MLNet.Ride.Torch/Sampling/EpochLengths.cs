using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Sampling;

/// <summary>Computes the number of images in an epoch.</summary>
internal static class EpochLengths
{
    /// <summary>
    /// Returns the number of images for an <see cref="EpochLength"/> and a training set; classes without images do not count.
    /// </summary>
    /// <param name="length">The epoch length.</param>
    /// <param name="counts">Number of images n_c of each class, at least one class.</param>
    /// <returns>Σ n_c or max n_c · C.</returns>
    /// <exception cref="ArgumentException">There are no classes, or the length is unknown.</exception>
    public static long Of(EpochLength length, IReadOnlyList<int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        OptionCheck.Defined(length, nameof(length));
        if (counts.Count == 0)
        {
            throw new ArgumentException("There must be at least one class.", nameof(counts));
        }

        return length == EpochLength.TrainingSet ? counts.Sum(count => (long)count) : (long)counts.Max() * counts.Count(count => count > 0);
    }

    /// <summary>Returns the number if one array can hold an epoch.</summary>
    internal static int Of(EpochLength length, IReadOnlyList<int[]> imagesByClass)
    {
        long images = Of(length, (int[])[.. imagesByClass.Select(ofClass => ofClass.Length)]);
        return images <= Array.MaxLength
            ? (int)images
            : throw new ArgumentException($"max n_c · C is {images} images, more than {Array.MaxLength}: set EpochLength = TrainingSet.", nameof(length));
    }
}
