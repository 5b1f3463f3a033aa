using MLNet.Ride.Torch.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.SoftLabels;

/// <summary>−T²·Σ_c ỹ_c·log softmax(z/T)_c with the soft labels ỹ = softmax(z̃/T), averaged over the batch.</summary>
/// <remarks>
/// Li et al., ICCV 2021, equation 5. The published code subtracts the soft labels' entropy, which turns it into a divergence without
/// changing any gradient.
/// </remarks>
internal static class SoftLabelLoss
{
    /// <param name="logits">z [n, C].</param>
    /// <param name="teacherLogits">z̃ [n, C]; no gradient flows into them.</param>
    /// <param name="temperature">T, above 0.</param>
    /// <returns>A scalar.</returns>
    public static Tensor Compute(Tensor logits, Tensor teacherLogits, double temperature)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor softLabels;
        using (no_grad())
        {
            softLabels = nn.functional.softmax(teacherLogits.Over(temperature), 1);
        }

        Tensor terms = softLabels.mul(nn.functional.log_softmax(logits.Over(temperature), 1));
        return terms.sum().Times(-temperature * temperature / logits.size(0)).MoveToOuterDisposeScope();
    }
}
