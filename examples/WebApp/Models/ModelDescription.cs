using MLNet.Ride.Hosting;

namespace WebApp.Models;

/// <summary>Describes the model in use.</summary>
/// <param name="Classes">The classes, in key order.</param>
/// <param name="Backbone">Name of the network's architecture.</param>
/// <param name="ExpertCount">Number of experts.</param>
/// <param name="Routed">Whether only hard images are routed to additional experts.</param>
/// <param name="Parameters">Number of weights of the network.</param>
/// <param name="LoadedAt">When the model was loaded.</param>
/// <param name="MaxImageBytes">Maximum size of an image file in bytes.</param>
internal sealed record ModelDescription(
    IReadOnlyList<ClassDescription> Classes, string Backbone, int ExpertCount, bool Routed, long Parameters, DateTimeOffset LoadedAt, long MaxImageBytes)
{
    public static ModelDescription Of(ServedModel model, RideModelOptions options)
        => new(
            [.. model.ClassNames.Zip(model.Network.TrainingCounts, (name, count) => new ClassDescription(name, count))],
            model.Network.Backbone,
            model.Network.ExpertCount,
            model.Network.RouterTopLogits > 0,
            model.Cost.Parameters,
            model.LoadedAt,
            options.MaxImageBytes);
}

/// <param name="Name">Name of the class.</param>
/// <param name="TrainingImages">Number of training images of the class.</param>
internal sealed record ClassDescription(string Name, int TrainingImages);
