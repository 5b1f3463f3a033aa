using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using MLNet.Ride.Torch.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.Distillation;

/// <summary>
/// DiVE: (1 − α)·L + α·τ²·Σ_k KL(t ‖ softmax(z^k/τ)) with the loss L of stage one and virtual examples t ∝ softmax(z_teacher/τ)^p. With one
/// expert and balanced softmax, this is the published loss.
/// </summary>
/// <remarks>
/// He, Wu and Wei, "Distilling virtual examples for long-tailed recognition", ICCV 2021, equations 10 and 11. The power normalization of a
/// softmax is a softmax at another temperature: t = softmax(p·z_teacher/τ).
/// </remarks>
internal sealed class VirtualExampleLoss : IDistillationLoss
{
    private readonly ExpertLoss _expertLoss;
    private readonly double _temperature;
    private readonly double _alpha;
    private readonly double _power;

    /// <summary>Builds the loss.</summary>
    /// <param name="expertLoss">The loss of stage one; its creator disposes it.</param>
    /// <param name="temperature">Temperature τ of teacher and student, above 0.</param>
    /// <param name="alpha">Weight α of the teacher's term in the loss, 0 to 1.</param>
    /// <param name="power">Power p of the normalization, above 0 and at most 1; 1 is none.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public VirtualExampleLoss(
        ExpertLoss expertLoss,
        double temperature = DistillationOptions.PublishedTemperatureOfVirtualExamples,
        double alpha = DistillationOptions.DefaultAlpha,
        double power = DistillationOptions.DefaultPower)
    {
        ArgumentNullException.ThrowIfNull(expertLoss);
        OptionAnnotations.Check<DistillationOptions>(nameof(DistillationOptions.Temperature), temperature, nameof(temperature));
        OptionAnnotations.Check<DistillationOptions>(nameof(DistillationOptions.Alpha), alpha, nameof(alpha));
        OptionAnnotations.Check<DistillationOptions>(nameof(DistillationOptions.Power), power, nameof(power));
        _expertLoss = expertLoss;
        _temperature = temperature;
        _alpha = alpha;
        _power = power;
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
        Tensor virtualExamples;
        using (no_grad())
        {
            virtualExamples = LogVirtualExamples(teacherLogits, _temperature, _power);
        }

        double weight = _alpha * _temperature * _temperature;
        Tensor loss = _expertLoss.Compute(expertLogits, labels, epoch).Times(1 - _alpha);
        foreach (Tensor logits in expertLogits)
        {
            Tensor student = nn.functional.log_softmax(logits.Over(_temperature), 1);
            loss = loss.Plus(KullbackLeibler.Mean(virtualExamples, student).Times(weight));
        }

        return loss.MoveToOuterDisposeScope();
    }

    /// <summary>log t [n, C] of teacher logits [n, C].</summary>
    internal static Tensor LogVirtualExamples(Tensor teacherLogits, double temperature, double power)
        => nn.functional.log_softmax(teacherLogits.Times(power / temperature), 1);
}
