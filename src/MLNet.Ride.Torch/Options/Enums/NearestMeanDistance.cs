
namespace MLNet.Ride.Torch.Options;

/// <summary>By what the nearest-class-mean classifier finds the nearest mean.</summary>
public enum NearestMeanDistance
{
    /// <summary>The largest cosine; logits are 30·cos, as those of a cosine head.</summary>
    Cosine,

    /// <summary>The least Euclidean distance; logits are −distance².</summary>
    Euclidean,
}
