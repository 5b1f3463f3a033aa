
namespace MLNet.Ride.Torch.Options;

/// <summary>Quality of a model on validation images.</summary>
public enum ValidationMetric
{
    /// <summary>Fraction of images classified correctly.</summary>
    Overall,

    /// <summary>Mean accuracy of the many-, medium-, and few-shot buckets that have images.</summary>
    MeanOfBuckets,
}
