using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Sampling;

/// <summary>The samplers by name. To add one, add an entry.</summary>
public static class SamplerRegistry
{
    /// <summary>The samplers of <see cref="Samplers"/>, and yours.</summary>
    public static Registry<SamplerOfRun> All { get; } = new("sampler", nameof(SamplerRegistry))
    {
        [Samplers.InstanceBalanced] = (_, images, length, _) => new InstanceBalancedSampler(images.Sum(ofClass => ofClass.Length), length),
        [Samplers.ClassBalanced] = (_, images, length, _) => Balanced(images, length),
        [Samplers.SquareRoot] = (_, images, length, _) => ByPower(images, length, 0.5),
        [Samplers.Power] = (options, images, length, _) => ByPower(images, length, options.Power),
        [Samplers.ProgressivelyBalanced] = (_, images, length, epochs) => Progressive(images, length, epochs),
        [Samplers.Reversed] = (_, images, length, _) => Reversed(images, length),
    };

    /// <summary>
    /// Creates the sampler of the options, which switches to a class-balanced one after an epoch if resampling is deferred.
    /// </summary>
    internal static IEpochSampler Create(SamplingOptions options, IReadOnlyList<int[]> imagesByClass, int epochs, int lastEpochBeforeResampling)
    {
        int length = EpochLengths.Of(options.EpochLength, imagesByClass);
        IEpochSampler sampler = All.Find(options.Sampler, nameof(SamplingOptions.Sampler))(options, imagesByClass, length, epochs);
        return options.DeferredResampling ? new DeferredSampler(sampler, Balanced(imagesByClass, length), lastEpochBeforeResampling) : sampler;
    }

    /// <exception cref="ArgumentException">The sampler is unknown, or other settings are incompatible with it.</exception>
    internal static void Check(SamplingOptions options)
    {
        All.Check(options.Sampler, "Sampling.Sampler");
        if (options.DeferredResampling && IsBalanced(options.Sampler, options.Power))
        {
            throw new ArgumentException(
                "Sampling.DeferredResampling switches to class-balanced sampling, but Sampling.Sampler is already class-balanced: "
                + "set DeferredResampling = false or another Sampler.",
                "Sampling.DeferredResampling");
        }
    }

    /// <summary>Creates a sampler in which all classes with images are equally likely.</summary>
    /// <param name="imagesByClass">The image indices of each class.</param>
    /// <param name="length">Number of images in an epoch; null for the size of the training set.</param>
    internal static IEpochSampler Balanced(IReadOnlyList<int[]> imagesByClass, int? length = null)
        => ByPower(imagesByClass, length ?? EpochLengths.Of(EpochLength.TrainingSet, imagesByClass), 0);

    /// <summary>Creates a sampler that draws classes in inverse proportion to their images.</summary>
    internal static IEpochSampler Reversed(IReadOnlyList<int[]> imagesByClass, int length)
    {
        double[] probabilities = ClassProbabilities.Reversed(Counts(imagesByClass));
        return new ClassSampler(imagesByClass, _ => probabilities, length);
    }

    /// <summary>Whether a sampler draws all classes equally often from the first epoch.</summary>
    internal static bool IsBalanced(string sampler, double power) => sampler == Samplers.ClassBalanced || (sampler == Samplers.Power && power == 0);

    /// <summary>Whether a sampler draws all classes equally often at the end.</summary>
    internal static bool EndsBalanced(string sampler, double power) => sampler == Samplers.ProgressivelyBalanced || IsBalanced(sampler, power);

    private static ClassSampler ByPower(IReadOnlyList<int[]> imagesByClass, int length, double power)
    {
        double[] probabilities = ClassProbabilities.Power(Counts(imagesByClass), power);
        return new(imagesByClass, _ => probabilities, length);
    }

    private static ClassSampler Progressive(IReadOnlyList<int[]> imagesByClass, int length, int epochs)
    {
        int[] counts = Counts(imagesByClass);
        return new(imagesByClass, epoch => ClassProbabilities.ProgressivelyBalanced(counts, epoch, epochs), length);
    }

    private static int[] Counts(IReadOnlyList<int[]> imagesByClass) => [.. imagesByClass.Select(images => images.Length)];
}
