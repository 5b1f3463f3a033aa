using MLNet.Ride;

namespace WebApp.Models;

/// <summary>Describes the model in use.</summary>
/// <param name="Classes">The classes, in key order.</param>
/// <param name="Backbone">Name of the network's architecture.</param>
/// <param name="ExpertCount">Number of experts.</param>
/// <param name="Routed">Whether only hard images are routed to additional experts.</param>
/// <param name="Parameters">Number of weights of the network.</param>
/// <param name="LoadedAt">When the model was loaded.</param>
internal sealed record ModelDescription(
    IReadOnlyList<ClassDescription> Classes, string Backbone, int ExpertCount, bool Routed, long Parameters, DateTimeOffset LoadedAt)
{
    /// <summary>Maximum size of an image file in bytes.</summary>
    public long MaxImageBytes { get; init; }

    public static ModelDescription Of(RideTransformer ride, DateTimeOffset loadedAt)
        => new(
            [.. ride.ClassNames.Zip(ride.TrainingCounts, (name, count) => new ClassDescription(name, count))],
            ride.Network.Backbone,
            ride.Network.ExpertCount,
            ride.Network.RouterTopLogits > 0,
            ride.Cost.Parameters,
            loadedAt);
}

/// <param name="Name">Name of the class.</param>
/// <param name="TrainingImages">Number of training images of the class.</param>
internal sealed record ClassDescription(string Name, int TrainingImages);
