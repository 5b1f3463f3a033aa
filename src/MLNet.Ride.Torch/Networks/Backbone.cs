namespace MLNet.Ride.Torch.Networks;

/// <summary>Creates the networks of a backbone.</summary>
/// <param name="Create">
/// Builds the backbone of a description with its experts, classifiers, and image size. It may ignore
/// <see cref="NetworkDescription.ReducedWidth"/> and <see cref="NetworkDescription.Precision"/> if they do not apply.
/// </param>
/// <param name="Measure">Computes its cost from its shapes; the native runtime is not needed.</param>
public sealed record Backbone(Func<NetworkDescription, ExpertBackbone> Create, Func<NetworkDescription, BackboneCost> Measure)
{
    /// <summary>Whether <see cref="NetworkDescription.SharedThirdStage"/> is possible: it has four stages, the third of which can be shared.</summary>
    public bool CanShareThirdStage { get; init; }

    /// <summary>Number of its stages: the length of <see cref="ExpertBackbone.Stages"/>.</summary>
    public int StageCount { get; init; } = 1;

    /// <summary>The weights that training starts from; null for random ones.</summary>
    internal PretrainedFile? Pretrained { get; init; }
}
