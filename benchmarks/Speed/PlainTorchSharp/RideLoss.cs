using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Speed.PlainTorchSharp;

/// <summary>LDAM's cross-entropy of every expert, less its distance from the experts' mean.</summary>
internal sealed class RideLoss : Module<Tensor[], Tensor, Tensor>
{
    private readonly Tensor margins;

    /// <param name="counts">Number of training images of each class.</param>
    public RideLoss(int[] counts)
        : base(nameof(RideLoss))
    {
        Tensor rarity = tensor(counts).to(float32).clamp_min(1).pow(-0.25);
        margins = 0.5 * rarity / rarity.max();
        RegisterComponents();
    }

    public override Tensor forward(Tensor[] logits, Tensor labels)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor offsets = 30 * margins * functional.one_hot(labels, margins.size(0));
        Tensor mean = stack(logits).mean([0]).detach().softmax(1);
        Tensor loss = zeros(1);
        foreach (Tensor expert in logits)
        {
            loss += functional.cross_entropy(expert - offsets, labels);
            loss -= 0.45 * functional.kl_div(functional.log_softmax(expert, 1), mean, log_target: false, Reduction.Sum) / labels.size(0);
        }

        return loss.MoveToOuterDisposeScope();
    }
}
