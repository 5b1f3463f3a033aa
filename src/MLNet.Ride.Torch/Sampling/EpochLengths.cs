using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Sampling;

/// <summary>Numbers of images of an epoch.</summary>
public static class EpochLengths
{
    /// <summary>The number that an <see cref="EpochLength"/> means for a training set; classes without images do not count.</summary>
    /// <param name="length">Which.</param>
    /// <param name="counts">Number of images n_c of each class, at least one class.</param>
    /// <returns>Σ n_c or max n_c · C.</returns>
    /// <exception cref="ArgumentException">There is no class, or the length is not known.</exception>
    public static long Of(EpochLength length, IReadOnlyList<int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        OptionCheck.Defined(length, nameof(length));
        if (counts.Count == 0)
        {
            throw new ArgumentException("There must be a class at least.", nameof(counts));
        }

        return length == EpochLength.TrainingSet ? counts.Sum(count => (long)count) : (long)counts.Max() * counts.Count(count => count > 0);
    }

    /// <summary>The number, where one array must hold an epoch.</summary>
    internal static int Of(EpochLength length, IReadOnlyList<int[]> imagesByClass)
    {
        long images = Of(length, (int[])[.. imagesByClass.Select(ofClass => ofClass.Length)]);
        return images <= Array.MaxLength
            ? (int)images
            : throw new ArgumentException($"max n_c · C is {images} images, more than {Array.MaxLength}: set EpochLength = TrainingSet.", nameof(length));
    }
}
