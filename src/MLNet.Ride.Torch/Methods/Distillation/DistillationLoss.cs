using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using MLNet.Ride.Torch.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.Distillation;

/// <summary>
/// RIDE with self-distillation: K·(L_RIDE + T²·KL(softmax(z̄_teacher/T) ‖ softmax(z̄/T))) for K experts, summed as in the published code.
/// </summary>
/// <remarks>
/// Wang et al., ICLR 2021, section 3.3. The teacher is a RIDE network with more experts (six in the paper), trained beforehand.
/// </remarks>
internal sealed class DistillationLoss : IDistillationLoss
{
    private readonly ExpertLoss _expertLoss;
    private readonly double _temperature;

    /// <summary>Builds the loss.</summary>
    /// <param name="expertLoss">The loss of stage one; its creator disposes it.</param>
    /// <param name="temperature">Temperature T, above 0.</param>
    public DistillationLoss(ExpertLoss expertLoss, double temperature = DistillationOptions.PublishedTemperature)
    {
        ArgumentNullException.ThrowIfNull(expertLoss);
        OptionAnnotations.Check<DistillationOptions>(nameof(DistillationOptions.Temperature), temperature, nameof(temperature));
        _expertLoss = expertLoss;
        _temperature = temperature;
    }

    /// <summary>Computes the loss of a batch.</summary>
    /// <param name="expertLogits">Logits [n, C] of each expert of the student.</param>
    /// <param name="teacherLogits">Mean logits [n, C] of the teacher; no gradient flows into them.</param>
    /// <param name="labels">Labels [n], 0 to C − 1, as 64-bit integers on the device of the logits.</param>
    /// <param name="epoch">Epoch of stage one, from 1.</param>
    /// <returns>A scalar, in the caller's dispose scope.</returns>
    public Tensor Compute(Tensor[] expertLogits, Tensor teacherLogits, BatchLabels labels, int epoch)
    {
        ArgumentNullException.ThrowIfNull(expertLogits);
        ArgumentNullException.ThrowIfNull(teacherLogits);
        using DisposeScope scope = NewDisposeScope();
        Tensor student = LogSoftmax(ExpertLogits.Mean(expertLogits));
        Tensor teacher;
        using (no_grad())
        {
            teacher = LogSoftmax(teacherLogits);
        }

        Tensor distillation = KullbackLeibler.Mean(teacher, student).Times(_temperature * _temperature);
        Tensor loss = _expertLoss.Compute(expertLogits, labels, epoch).Plus(distillation).Times(expertLogits.Length);
        return loss.MoveToOuterDisposeScope();
    }

    private Tensor LogSoftmax(Tensor logits) => nn.functional.log_softmax(logits.Over(_temperature), 1);
}
