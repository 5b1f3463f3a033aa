namespace MLNet.Ride.Torch.Options;

/// <summary>Names of the samplers of the library, for <see cref="SamplingOptions.Sampler"/>.</summary>
public static class Samplers
{
    /// <summary>Every image once.</summary>
    public const string InstanceBalanced = "instance-balanced";

    /// <summary>Every class is as likely as any other.</summary>
    public const string ClassBalanced = "class-balanced";

    /// <summary>Classes are drawn with probabilities ∝ √n_c.</summary>
    public const string SquareRoot = "square-root";

    /// <summary>Classes are drawn with probabilities ∝ n_c^q, q being <see cref="SamplingOptions.Power"/>.</summary>
    public const string Power = "power";

    /// <summary>From instance-balanced to class-balanced, epoch by epoch.</summary>
    public const string ProgressivelyBalanced = "progressively-balanced";

    /// <summary>Classes are drawn with probabilities ∝ 1/n_c, so that rare classes come more often than frequent ones.</summary>
    public const string Reversed = "reversed";
}
