using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.Distillation;

/// <summary>
/// Self-paced selection of teachers: w = 1 while the student's accuracy is below θ·A, A being the accuracy of the teacher on its classes, then
/// max(0, (1 − accuracy/A)/(1 − θ)).
/// </summary>
/// <remarks>
/// Xiang, Ding and Han, "Learning from multiple experts: Self-paced knowledge distillation for long-tailed classification", ECCV 2020, section 3.3; the first epoch
/// has weights of 1.
/// </remarks>
/// <param name="count">Number of teachers.</param>
internal sealed class TeacherPace(int count) : IDisposable
{
    /// <summary>The weights, and the epoch they are for, float [count + 1].</summary>
    public Tensor State { get; } = zeros(count + 1).DetachFromDisposeScope();

    /// <summary>The weight of each teacher in this epoch.</summary>
    public IReadOnlyList<float> Weights { get; private set; } = [];

    /// <summary>Sets the weights of an epoch, unless the state already has them.</summary>
    /// <param name="epoch">Epoch, from 1.</param>
    /// <param name="weights">Computes the weights of an epoch after the first.</param>
    public void Begin(int epoch, Func<IEnumerable<double>> weights)
    {
        if (State.data<float>()[count] != epoch)
        {
            IEnumerable<double> own = epoch == 1 ? Enumerable.Repeat(1.0, count) : weights();
            using Tensor values = tensor((float[])[.. own.Select(weight => (float)weight), epoch]);
            State.copy_(values);
        }

        Weights = State.data<float>().ToArray()[..count];
    }

    /// <summary>The weight of a teacher.</summary>
    /// <param name="student">Accuracy of the student on the teacher's classes.</param>
    /// <param name="teacher">Accuracy of the teacher.</param>
    /// <param name="threshold">θ, at least 0 and below 1.</param>
    public static double Weight(double student, double teacher, double threshold)
        => student < threshold * teacher ? 1 : student >= teacher ? 0 : (1 - (student / teacher)) / (1 - threshold);

    public void Dispose() => State.Dispose();
}
