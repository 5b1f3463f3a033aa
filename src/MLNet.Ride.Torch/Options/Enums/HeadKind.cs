
namespace MLNet.Ride.Torch.Options;

/// <summary>Kind of classifier on top of an expert. <see cref="Linear"/>, <see cref="Cosine"/>, and <see cref="Causal"/> are trained with the network, the others are made from a trained one.</summary>
public enum HeadKind
{
    /// <summary>Fully connected layer with bias: w_c·x + b_c.</summary>
    Linear,

    /// <summary>Cosine ("normed") classifier: 30·⟨x/‖x‖, w_c/‖w_c‖⟩.</summary>
    Cosine,

    /// <summary>Linear classifier with a learned scale for each class (LWS): f_c·(w_c·x + b_c).</summary>
    ScaledLinear,

    /// <summary>Cosine classifier with a learned scale for each class (LWS): f_c·30·⟨x/‖x‖, w_c/‖w_c‖⟩.</summary>
    ScaledCosine,

    /// <summary>Squared Euclidean distance to the class means μ_c of the features (NCM): −‖x − μ_c‖².</summary>
    NearestMean,

    /// <summary>The same for directions: −‖(x − m)/‖x − m‖ − μ_c‖² with the mean m of all features, or m = 0.</summary>
    NormalizedNearestMean,

    /// <summary>Cosine to the class means: 30·⟨(x − m)/‖x − m‖, μ_c/‖μ_c‖⟩ with the mean m of all features, or m = 0.</summary>
    CosineNearestMean,

    /// <summary>
    /// Causal classifier (TDE): normalized in two parts, 8·Σ_k ⟨x_k/‖x_k‖, w_ck/(‖w_ck‖ + 1/32)⟩; in scoring, without α times the part of x in the direction d of
    /// the features' moving average in training.
    /// </summary>
    /// <remarks>Tang et al., "Long-Tailed Classification by Keeping the Good and Removing the Bad Momentum Causal Effect", NeurIPS 2020.</remarks>
    Causal,
}
