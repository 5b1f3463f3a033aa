using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Models;

/// <summary>Everything, besides the weights, that is needed to rebuild a trained network and score images with it.</summary>
public sealed record ModelDescription : NetworkDescription
{
    internal const double DefaultRoutingThreshold = 0.5;

    /// <summary>Number t of the largest logits that the routers receive, 1 to C, or 0 without routing.</summary>
    public int RouterTopLogits { get; init; }

    /// <summary>
    /// Probability t, above 0 and below 1, that a router must exceed for an image to go on to the next expert. A higher threshold asks fewer experts.
    /// </summary>
    public double RoutingThreshold { get; init; } = DefaultRoutingThreshold;

    /// <summary>The router score that corresponds to <see cref="RoutingThreshold"/>: ln(t / (1 − t)).</summary>
    internal double RoutingScore => Math.Log(RoutingThreshold / (1 - RoutingThreshold));

    /// <summary>
    /// Weight of each expert in the mean of their logits, 0 to 1, with a sum of 1; <see langword="null"/> if all are equal, as always with
    /// routing.
    /// </summary>
    public IReadOnlyList<double>? ExpertWeights { get; init; }

    /// <summary>
    /// Length in pixels, <see cref="NetworkDescription.ImageSize"/> to 16,384, to which the shorter side of an image is resized before the
    /// central square is cropped; <see langword="null"/> if the whole image is resized to the square.
    /// </summary>
    public int? ResizeShorterSide { get; init; }

    /// <summary>Mean of red, green and blue on a scale of 0 to 1, subtracted from every pixel.</summary>
    public required IReadOnlyList<float> Mean { get; init; }

    /// <summary>Standard deviation of red, green and blue on a scale of 0 to 1, dividing every pixel.</summary>
    public required IReadOnlyList<float> StandardDeviation { get; init; }

    /// <summary>Number of training images of each class, in class order.</summary>
    public required IReadOnlyList<int> TrainingCounts { get; init; }

    /// <summary>
    /// Describes the model that stage one trains with these settings, with routers if <see cref="RoutingOptions.Enabled"/>.
    /// </summary>
    /// <param name="options">Settings.</param>
    /// <param name="trainingCounts">Number of training images of each class, in class order.</param>
    /// <returns>The description.</returns>
    internal static ModelDescription Of(RideOptions options, IReadOnlyList<int> trainingCounts)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(trainingCounts);
        return new()
        {
            Backbone = options.Vectors is null ? options.Backbone : VectorExperts.Name,
            ClassCount = trainingCounts.Count,
            ExpertCount = options.ExpertCount,
            ReducedWidth = options.ReducedWidth,
            SharedThirdStage = options.SharedThirdStage,
            Precision = options.Precision,
            Head = options.Head,
            CosineScale = options.CosineScale,
            CosinePower = options.CosinePower,
            CausalEffect = options.CausalEffect,
            RouterTopLogits = options.Routing.Enabled ? Math.Min(options.Routing.TopLogits, trainingCounts.Count) : 0,
            ImageSize = options.Vectors is null ? options.ImageSize : 1,
            Vectors = options.Vectors,
            ResizeShorterSide = options.Vectors is null ? options.Augmentation.ResizeShorterSide(options.ImageSize) : null,
            Mean = [.. options.Augmentation.Mean],
            StandardDeviation = [.. options.Augmentation.StandardDeviation],
            TrainingCounts = [.. trainingCounts],
        };
    }

    /// <summary>Returns settings that prepare images as this network scores them, without random augmentation.</summary>
    /// <returns>New settings.</returns>
    internal AugmentationOptions NoAugmentation() => new()
    {
        CropPadding = 0,
        HorizontalFlip = false,
        RotationDegrees = 0,
        CenterCrop = ResizeShorterSide is int side ? (double)ImageSize / side : null,
        Mean = Mean,
        StandardDeviation = StandardDeviation,
    };
}
