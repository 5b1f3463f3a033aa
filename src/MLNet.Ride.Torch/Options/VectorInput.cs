namespace MLNet.Ride.Torch.Options;

/// <summary>The input of a network on feature vectors instead of images.</summary>
public sealed record VectorInput
{
    /// <summary>Length D of the vectors, at least 1.</summary>
    public required int Length { get; init; }

    /// <summary>Units of each expert's hidden layer, at least 1; 0 if the experts' classifiers receive the vectors themselves.</summary>
    public int HiddenUnits { get; init; }

    /// <summary>Whether a vector is the features of all experts in sequence, D/K for each; otherwise all experts receive the whole vector.</summary>
    public bool OneForEachExpert { get; init; }
}
