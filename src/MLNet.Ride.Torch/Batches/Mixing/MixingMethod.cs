
namespace MLNet.Ride.Torch.Batches.Mixing;

/// <summary>A way to mix the images of a batch with others, and what it was published with.</summary>
/// <param name="Draw">Draws how a batch is mixed, from α and the height and width of its images; nothing else may be random.</param>
/// <param name="Alpha">Published α of Beta(α, α).</param>
/// <param name="Probability">Published probability that a batch is mixed.</param>
public sealed record MixingMethod(Func<Random, double, int, Mixture> Draw, double Alpha, double Probability)
{
    /// <summary>Whether the other images are drawn from all of the set, each class as likely as any other; else they are those of the batch itself.</summary>
    public bool BalancedOthers { get; init; }

    /// <summary>Published part of the epochs at the start that are not mixed.</summary>
    public double UnmixedAtStart { get; init; }

    /// <summary>Published part of the epochs at the end that are not mixed.</summary>
    public double UnmixedAtEnd { get; init; }
}
