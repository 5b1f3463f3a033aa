using MLNet.Ride.Torch.Models;

namespace MLNet.Ride.Hosting;

/// <summary>Describes a served model.</summary>
public sealed class ServedModel
{
    /// <summary>Names of the classes in key order.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>Architecture of the network, and the number of training images of each class.</summary>
    public required ModelDescription Network { get; init; }

    /// <summary>Parameters of the network, and its operations per image by the number of experts used.</summary>
    public required NetworkCost Cost { get; init; }

    /// <summary>Device on which images are scored: <c>cpu</c> or <c>cuda:0</c>, ….</summary>
    public required string Device { get; init; }

    /// <summary>When the model was loaded.</summary>
    public required DateTimeOffset LoadedAt { get; init; }
}
