
namespace MLNet.Ride.Torch.Batches.Mixing;

/// <summary>A method of mixing the images of a batch with others, and its published settings.</summary>
/// <param name="Draw">
/// Draws how a batch is mixed, from α and the height and width of its images; it must use no other source of randomness.
/// </param>
/// <param name="Alpha">Published α of Beta(α, α).</param>
/// <param name="Probability">Published probability that a batch is mixed.</param>
public sealed record MixingMethod(Func<Random, double, int, Mixture> Draw, double Alpha, double Probability)
{
    /// <summary>
    /// Whether the other images are drawn from the whole set with equal class probabilities, instead of from the batch itself.
    /// </summary>
    public bool BalancedOthers { get; init; }

    /// <summary>Published fraction of epochs at the start without mixing.</summary>
    public double UnmixedAtStart { get; init; }

    /// <summary>Published fraction of epochs at the end without mixing.</summary>
    public double UnmixedAtEnd { get; init; }
}
