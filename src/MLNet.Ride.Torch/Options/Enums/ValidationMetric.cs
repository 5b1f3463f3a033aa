
namespace MLNet.Ride.Torch.Options;

/// <summary>How good a model is on validation images.</summary>
public enum ValidationMetric
{
    /// <summary>Share of the images that are classified correctly.</summary>
    Overall,

    /// <summary>Mean of the accuracies for classes with many, a medium number of and few training images, as far as there are such.</summary>
    MeanOfBuckets,
}
