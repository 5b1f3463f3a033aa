using MLNet.Ride.Schema;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks;

namespace MLNet.Ride.Persistence;

/// <summary>Checks the content of a model file before memory is allocated for it.</summary>
/// <exception cref="InvalidDataException">A value is invalid; the message says which.</exception>
internal static class ModelCardCheck
{
    public static void Columns(ColumnNames c)
    {
        string?[] names = [c.Label, c.Feature, c.PredictedLabel, c.Score, c.ExpertsUsed, c.ImagePath];
        That(Array.TrueForAll(names, n => !string.IsNullOrEmpty(n)), "a column has no name");
    }

    public static void Network(ModelDescription n, IReadOnlyList<double>? virtualExamples)
    {
        Input(n);
        That(n.ClassCount is >= 2 and <= 1_000_000, $"its classCount is {n.ClassCount}");
        That(n.CausalEffect is >= 0 and <= 10, $"its causalEffect is {n.CausalEffect}");
        That(n.CosinePower is >= 0.1 and <= 1, $"its cosinePower is {n.CosinePower}");
        That(n.CosineScale is >= 1 and <= 1000, $"its cosineScale is {n.CosineScale}");
        That(n.ExpertCount is >= 1 and <= 16, $"its expertCount is {n.ExpertCount}");
        That(n.ResizeShorterSide is null || (n.ResizeShorterSide >= n.ImageSize && n.ResizeShorterSide <= 16_384), $"its resizeShorterSide is {n.ResizeShorterSide}");
        That(n.RouterTopLogits >= 0 && n.RouterTopLogits <= n.ClassCount, $"its routerTopLogits is {n.RouterTopLogits}");
        That(n.RoutingThreshold is > 0 and < 1, $"its routingThreshold is {n.RoutingThreshold}");
        That(
            n.ExpertWeights is not { } weights || (weights.Count == n.ExpertCount && weights.All(w => w is >= 0 and <= 1)),
            "its expertWeights do not fit its expertCount");
        That(n.Mean is { Count: 3 } && n.Mean.All(float.IsFinite), "its mean is not three numbers");
        That(n.StandardDeviation is { Count: 3 } && n.StandardDeviation.All(s => s is > 0 and < 1e6f), "its standardDeviation is not three numbers above 0");
        That(n.TrainingCounts?.Count == n.ClassCount && n.TrainingCounts.All(c => c >= 0), "its trainingCounts do not fit its classCount");
        That(
            virtualExamples is not { } examples || (examples.Count == n.ClassCount && examples.All(e => e is >= 0 and <= double.MaxValue)),
            "its virtualExamples do not fit its classCount");
    }

    private static void Input(ModelDescription n)
    {
        if (n.Vectors is { } vectors)
        {
            That(vectors.Length is >= 1 and <= 1 << 20 && vectors.HiddenUnits is >= 0 and <= 1 << 20, $"its vectors have {vectors.Length} values and {vectors.HiddenUnits} hidden units");
            return;
        }

        That(BackboneRegistry.All.TryFind(n.Backbone, out _), BackboneRegistry.All.Unknown(n.Backbone, "its backbone"));
        That(n.ImageSize is >= 8 and <= 1024, $"its imageSize is {n.ImageSize}");
    }

    public static void That(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidDataException(otherwise);
        }
    }
}
