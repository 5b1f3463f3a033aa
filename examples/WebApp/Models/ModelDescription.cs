using MLNet.Ride;

namespace WebApp.Models;

/// <summary>What the app tells of its model.</summary>
/// <param name="Classes">The classes, in key order.</param>
/// <param name="Backbone">Name of the network's architecture.</param>
/// <param name="ExpertCount">Number of experts.</param>
/// <param name="Routed">Whether an image is shown to further experts only where it needs them.</param>
/// <param name="Parameters">Number of the network's weights.</param>
/// <param name="LoadedAt">When the model came into use.</param>
internal sealed record ModelDescription(
    IReadOnlyList<ClassDescription> Classes, string Backbone, int ExpertCount, bool Routed, long Parameters, DateTimeOffset LoadedAt)
{
    /// <summary>Largest image file that the app takes, in bytes.</summary>
    public long LargestImageBytes { get; init; }

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
/// <param name="TrainingImages">How many images of it the model was trained on.</param>
internal sealed record ClassDescription(string Name, int TrainingImages);
