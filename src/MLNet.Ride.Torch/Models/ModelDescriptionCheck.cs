using System.Globalization;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Models;

internal static class ModelDescriptionCheck
{
    private const int LargestShorterSide = 16_384;
    private const int LargestVector = 1 << 20;
    private const double WeightTolerance = 1e-6;

    /// <summary>Validates the description before memory is allocated for the network.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message names it.</exception>
    public static void Validate(ModelDescription description)
    {
        CheckInput(description);
        OptionCheck.InRange(description.ClassCount, 2, int.MaxValue, nameof(description.ClassCount));
        OptionAnnotations.Check<RideOptions>(nameof(RideOptions.ExpertCount), description.ExpertCount, nameof(description.ExpertCount));
        OptionCheck.Defined(description.Head, nameof(description.Head));
        OptionAnnotations.Check<RideOptions>(nameof(RideOptions.CosineScale), description.CosineScale, nameof(description.CosineScale));
        OptionAnnotations.Check<RideOptions>(nameof(RideOptions.CosinePower), description.CosinePower, nameof(description.CosinePower));
        OptionAnnotations.Check<RideOptions>(nameof(RideOptions.CausalEffect), description.CausalEffect, nameof(description.CausalEffect));
        OptionCheck.Defined(description.Precision, nameof(description.Precision));
        OptionCheck.InRange(description.RouterTopLogits, 0, description.ClassCount, nameof(description.RouterTopLogits));
        if (description.RouterTopLogits > 0 && description.ExpertCount == 1)
        {
            throw new ArgumentException("A network with one expert has no routers: set RouterTopLogits to 0.", nameof(description));
        }

        if (description.RoutingThreshold is not (> 0 and < 1))
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"RoutingThreshold must be above 0 and below 1, but is {description.RoutingThreshold}."), nameof(description));
        }

        CheckExpertWeights(description);
        int classes = description.ClassCount;
        int counts = OptionCheck.NotNull(description.TrainingCounts, nameof(description.TrainingCounts)).Count;
        if (counts != classes)
        {
            throw new ArgumentException($"TrainingCounts must have {classes} entries, one per class, but has {counts}.", nameof(description));
        }
    }

    private static void CheckInput(ModelDescription description)
    {
        if (description.Vectors is { } vectors)
        {
            OptionCheck.InRange(vectors.Length, 1, LargestVector, "Vectors.Length");
            OptionCheck.InRange(vectors.HiddenUnits, 0, LargestVector, "Vectors.HiddenUnits");
            return;
        }

        BackboneRegistry.All.Check(description.Backbone, nameof(description.Backbone));
        BackboneRegistry.CheckSharing(description.Backbone, description.SharedThirdStage, nameof(description.SharedThirdStage));
        OptionAnnotations.Check<RideOptions>(nameof(RideOptions.ImageSize), description.ImageSize, nameof(description.ImageSize));
        OptionCheck.InRange(
            description.ResizeShorterSide ?? description.ImageSize, description.ImageSize, LargestShorterSide, nameof(description.ResizeShorterSide));
    }

    private static void CheckExpertWeights(ModelDescription description)
    {
        if (description.ExpertWeights is not { } weights)
        {
            return;
        }

        if (weights.Count != description.ExpertCount || !weights.All(weight => weight is >= 0 and <= 1) || Math.Abs(weights.Sum() - 1) > WeightTolerance)
        {
            throw new ArgumentException(
                $"ExpertWeights must be {description.ExpertCount} numbers from 0 to 1 with a sum of 1, but are "
                + $"{string.Join(", ", weights.Select(weight => weight.ToString(CultureInfo.InvariantCulture)))}.",
                nameof(description));
        }

        if (description.RouterTopLogits > 0)
        {
            throw new ArgumentException("ExpertWeights must be null if there are routers: set it to null, or set RouterTopLogits to 0.", nameof(description));
        }
    }
}
