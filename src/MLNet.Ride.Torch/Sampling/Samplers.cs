namespace MLNet.Ride.Torch.Sampling;

/// <summary>The registry of samplers. A further one is a further entry.</summary>
public static class Samplers
{
    internal const string InstanceBalanced = "instance-balanced";
    internal const string ClassBalanced = "class-balanced";
    internal const string Power = "power";

    private static readonly Dictionary<string, Func<SamplingOptions, IReadOnlyList<int[]>, int, IEpochSampler>> Registry = new(StringComparer.Ordinal)
    {
        [InstanceBalanced] = (_, images, _) => new InstanceBalancedSampler(images.Sum(ofClass => ofClass.Length)),
        [ClassBalanced] = (_, images, _) => Balanced(images),
        ["square-root"] = (_, images, _) => ByPower(images, 0.5),
        [Power] = (options, images, _) => ByPower(images, options.Power),
        ["progressively-balanced"] = (_, images, epochs) => Progressive(images, epochs),
    };

    /// <summary>Names that <see cref="SamplingOptions.Sampler"/> may have.</summary>
    public static IReadOnlyCollection<string> Names => Registry.Keys;

    /// <summary>Makes the sampler of the options, changed to a class-balanced one after an epoch where resampling is deferred.</summary>
    internal static IEpochSampler Create(SamplingOptions options, IReadOnlyList<int[]> imagesByClass, int epochs, int lastEpochBeforeResampling)
    {
        OptionCheck.Known(options.Sampler, Names, nameof(SamplingOptions.Sampler));
        IEpochSampler sampler = Registry[options.Sampler](options, imagesByClass, epochs);
        return options.DeferredResampling ? new DeferredSampler(sampler, Balanced(imagesByClass), lastEpochBeforeResampling) : sampler;
    }

    /// <summary>Every class with images is as likely as any other.</summary>
    internal static IEpochSampler Balanced(IReadOnlyList<int[]> imagesByClass) => ByPower(imagesByClass, 0);

    private static ClassSampler ByPower(IReadOnlyList<int[]> imagesByClass, double power)
    {
        double[] probabilities = ClassProbabilities.Power(Counts(imagesByClass), power);
        return new(imagesByClass, _ => probabilities);
    }

    private static ClassSampler Progressive(IReadOnlyList<int[]> imagesByClass, int epochs)
    {
        int[] counts = Counts(imagesByClass);
        return new(imagesByClass, epoch => ClassProbabilities.ProgressivelyBalanced(counts, epoch, epochs));
    }

    private static int[] Counts(IReadOnlyList<int[]> imagesByClass) => [.. imagesByClass.Select(images => images.Length)];
}
