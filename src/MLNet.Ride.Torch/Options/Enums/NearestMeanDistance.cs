
namespace MLNet.Ride.Torch.Options;

/// <summary>Distance by which the nearest-class-mean classifier finds the nearest mean.</summary>
public enum NearestMeanDistance
{
    /// <summary>Largest cosine; logits are 30·cos, as in a cosine head.</summary>
    Cosine,

    /// <summary>Smallest Euclidean distance; logits are −distance².</summary>
    Euclidean,
}
