namespace MLNet.Ride.Torch.Options;

/// <summary>Names of the classification losses of the library, for <see cref="LossOptions.Classification"/>; z are logits, y is the label, n_c = π_c·N the images of class c.</summary>
public static class Losses
{
    /// <summary>CE(z, y).</summary>
    public const string CrossEntropy = "cross-entropy";

    /// <summary>Cross-entropy with class weights ∝ 1/n_c.</summary>
    public const string InverseFrequency = "inverse-frequency";

    /// <summary>Cross-entropy with class weights ∝ 1/√n_c.</summary>
    public const string InverseSquareRoot = "inverse-square-root";

    /// <summary>Cross-entropy with class weights ∝ (1 − β)/(1 − β^n_c), the effective number of samples.</summary>
    public const string ClassBalanced = "class-balanced";

    /// <summary>(1 − p)^γ·(−log p).</summary>
    public const string Focal = "focal";

    /// <summary>The focal loss with the weights of <see cref="ClassBalanced"/>.</summary>
    public const string ClassBalancedFocal = "class-balanced-focal";

    /// <summary>LDAM: cross-entropy with margins, z_y − s·m_y, m_c ∝ n_c^(−1/4).</summary>
    public const string Ldam = "ldam";

    /// <summary>CE(z + τ·log π, y).</summary>
    public const string LogitAdjustment = "logit-adjustment";

    /// <summary>CE(z + log π, y).</summary>
    public const string BalancedSoftmax = "balanced-softmax";

    /// <summary>Three experts with CE(z, y), CE(z + log π, y), and CE(z + log π − λ·log π̄, y), π̄ in reverse order. Usually used without reweighting, resampling, and diversity.</summary>
    public const string Sade = "sade";

    /// <summary>Expert k with CE(z + τ_k·log π, y), τ_k spaced evenly from 0 to 2τ. Usually used without reweighting, resampling, and diversity.</summary>
    public const string BalPoE = "balpoe";
}
