namespace MLNet.Ride.Hosting;

/// <summary>The prediction for an image.</summary>
public sealed class RidePrediction
{
    /// <summary>The most probable classes, by descending probability.</summary>
    public required IReadOnlyList<ClassProbability> Classes { get; init; }

    /// <summary>Number of experts used, 1 to K.</summary>
    public required int ExpertsUsed { get; init; }

    /// <summary>How strange the image is to the model, greater for stranger ones; <see langword="null"/> if the model does not measure it.</summary>
    public float? Novelty { get; init; }

    /// <summary>Whether the image is of a known class by its novelty; <see langword="null"/> if the model does not measure it.</summary>
    public bool? IsKnown { get; init; }

    /// <summary>Where the evidence for the most probable class is, if that was asked for (<see cref="IRideClassifier.ExplainAsync"/>); otherwise <see langword="null"/>.</summary>
    public ImageExplanation? Explanation { get; init; }

    /// <summary>The model that made the prediction.</summary>
    public required ServedModel Model { get; init; }
}
