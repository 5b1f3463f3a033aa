using MLNet.Ride.Torch.Runtime.Mpi;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training.Validation;

/// <summary>Counts correct predictions by class.</summary>
internal sealed class AccuracyTally(int classCount)
{
    private readonly int[] _seen = new int[classCount];
    private readonly int[] _correct = new int[classCount];

    /// <param name="logits">[n, C].</param>
    /// <param name="labels">int64 [n], on the CPU.</param>
    public void Add(Tensor logits, Tensor labels)
    {
        using Tensor best = logits.argmax(1);
        using Tensor onCpu = best.cpu();
        long[] predicted = onCpu.data<long>().ToArray();
        long[] wanted = labels.data<long>().ToArray();
        for (int i = 0; i < wanted.Length; i++)
        {
            _seen[wanted[i]]++;
            _correct[wanted[i]] += predicted[i] == wanted[i] ? 1 : 0;
        }
    }

    /// <summary>Adds the counts of the other processes.</summary>
    public void SumOver(ProcessGroup group)
    {
        double[] counts = [.. _seen, .. _correct];
        group.Sum(counts);
        for (int label = 0; label < classCount; label++)
        {
            (_seen[label], _correct[label]) = ((int)counts[label], (int)counts[classCount + label]);
        }
    }

    /// <param name="trainingCounts">Training images of each class.</param>
    public ValidationAccuracy Accuracy(IReadOnlyList<int> trainingCounts) => ValidationAccuracy.Of(trainingCounts, _seen, _correct);
}
