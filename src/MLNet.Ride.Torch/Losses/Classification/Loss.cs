using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Losses.Classification;

/// <summary>Creates the losses of a kind.</summary>
/// <param name="Create">Creates the loss of one expert.</param>
public sealed record Loss(LossOfExpert Create)
{
    /// <summary>A loss that is the same for all experts.</summary>
    /// <param name="create">Creates it from the settings and the number of training images of each class, each at least 1.</param>
    public Loss(Func<LossOptions, IReadOnlyList<int>, ClassificationLoss> create)
        : this((options, counts, _, _) => create(options, counts))
    {
    }

    /// <summary>Whether it weights the classes from the first epoch; deferred weights are multiplied with them.</summary>
    public bool HasClassWeights { get; init; }

    /// <summary>Whether it compensates for the class frequencies differently for each expert.</summary>
    public bool DiffersByExpert { get; init; }

    /// <summary>Whether it uses <see cref="LossOptions.Taus"/>.</summary>
    public bool HasTaus { get; init; }

    /// <summary>Whether it supports <see cref="LossOptions.LabelSmoothing"/>.</summary>
    public bool SmoothsLabels { get; init; }

    /// <summary>The only number of experts that the loss supports; <see langword="null"/> for any.</summary>
    public int? ExpertCount { get; init; }
}
