namespace MLNet.Ride.Torch.Networks;

/// <summary>How networks of a backbone are made.</summary>
/// <param name="Create">
/// Builds the backbone of a description, with the experts, the classifiers, and for images of the size that it asks for; where
/// <see cref="NetworkDescription.ReducedWidth"/> or <see cref="NetworkDescription.Precision"/> has no meaning for it, it may leave them alone.
/// </param>
/// <param name="Measure">Works out what it costs, from its shapes; the native runtime is not needed.</param>
public sealed record Backbone(Func<NetworkDescription, ExpertBackbone> Create, Func<NetworkDescription, BackboneCost> Measure)
{
    /// <summary>Whether <see cref="NetworkDescription.SharedThirdStage"/> is possible: it has four stages, the third of which can be shared.</summary>
    public bool CanShareThirdStage { get; init; }
}
