namespace MLNet.Ride.Torch.Options;

/// <summary>How strange an image is to a model, so that images of no known class can be told from the others. All are greater for stranger images.</summary>
public enum NoveltyScore
{
    /// <summary>−ln Σ exp z over the logits z (Liu et al., "Energy-based Out-of-distribution Detection", NeurIPS 2020).</summary>
    Energy,

    /// <summary>The negative of the largest logit (Hendrycks et al., "Scaling Out-of-Distribution Detection for Real-World Settings", ICML 2022).</summary>
    MaxLogit,

    /// <summary>
    /// −ln p of the most probable class before calibration (Hendrycks and Gimpel, "A Baseline for Detecting Misclassified and
    /// Out-of-Distribution Examples", ICLR 2017).
    /// </summary>
    Softmax,

    /// <summary>The negative of the largest cosine between the features of the first expert and the mean features of a class.</summary>
    ClassMeans,

    /// <summary>
    /// Mahalanobis distance of the first expert's normalized features to the nearest class mean, less that to the mean of all images
    /// (Ren et al., "A Simple Fix to Mahalanobis Distance for Improving Near-OOD Detection", 2021).
    /// </summary>
    Mahalanobis,
}
