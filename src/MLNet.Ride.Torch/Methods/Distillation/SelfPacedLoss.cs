using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Runtime;
using MLNet.Ride.Torch.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.Distillation;

/// <summary>
/// LFME: L(v) + Σ_k Σ_g w_g·KL(softmax(z_g/T) ‖ softmax(z_g^k/T)) with the loss L of stage one, in which images weigh v, the logits z_g of the teacher of subset g
/// of the classes, and those z_g^k of expert k for these classes. With one expert and cross-entropy, this is the published loss.
/// </summary>
/// <remarks>
/// Xiang, Ding and Han, "Learning from multiple experts: Self-paced knowledge distillation for long-tailed classification", ECCV 2020, equations 1 to 7. There is no
/// factor T². The weights scale the gradient of each image, so that L may be any loss; its reported value is unweighted.
/// </remarks>
internal sealed class SelfPacedLoss : IDistillationLoss, IDisposable
{
    private readonly ExpertLoss _ofLabels;
    private readonly double _temperature;
    private readonly TeacherPace _teachers;
    private readonly Func<InstancePace> _instances;
    private readonly Tensor[] _classes;

    /// <param name="ofLabels">The loss of stage one; its creator disposes it.</param>
    /// <param name="subsets">The subsets of the classes.</param>
    /// <param name="temperature">Temperature T, above 0.</param>
    /// <param name="teachers">The weights of the teachers.</param>
    /// <param name="instances">Returns the weights of the images.</param>
    /// <param name="device">Training device.</param>
    public SelfPacedLoss(
        ExpertLoss ofLabels, IReadOnlyList<ClassSubset> subsets, double temperature, TeacherPace teachers, Func<InstancePace> instances, Device device)
    {
        (_ofLabels, _temperature, _teachers, _instances) = (ofLabels, temperature, teachers, instances);
        _classes = [.. subsets.Select(subset => tensor((long[])[.. subset.Classes.Select(c => (long)c)], device: device).DetachFromDisposeScope())];
    }

    public Tensor Compute(Tensor[] expertLogits, Tensor teacherLogits, BatchLabels labels, int epoch)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor weights = _instances().Weights(labels.Indices!, epoch).unsqueeze(1);
        Tensor loss = _ofLabels.Compute([.. expertLogits.Select(logits => Weighted(logits, weights))], labels, epoch);
        long first = 0;
        for (int subset = 0; subset < _classes.Length; subset++)
        {
            long count = _classes[subset].size(0);
            Tensor teacher = LogSoftmax(teacherLogits.narrow(1, first, count));
            foreach (Tensor logits in expertLogits)
            {
                loss = loss.Plus(KullbackLeibler.Mean(teacher, LogSoftmax(logits.index_select(1, _classes[subset]))), _teachers.Weights[subset]);
            }

            first += count;
        }

        return loss.MoveToOuterDisposeScope();
    }

    public void Dispose() => Array.ForEach(_classes, classes => classes.Dispose());

    // The same values, whose gradient is multiplied by the weights.
    private static Tensor Weighted(Tensor logits, Tensor weights)
    {
        Tensor learned = logits.mul(weights);
        return learned.Plus(logits.detach().sub(learned.detach()));
    }

    private Tensor LogSoftmax(Tensor logits) => nn.functional.log_softmax(logits.Over(_temperature), 1);
}
