using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Models.Scoring;

/// <summary>Result of <see cref="RoutedInference"/>.</summary>
/// <param name="Logits">Mean logits [n, C] of the experts used.</param>
/// <param name="ExpertsUsed">Number of experts used [n], 1 to K, as 64-bit integers.</param>
internal sealed record RoutedLogits(Tensor Logits, Tensor ExpertsUsed)
{
    /// <summary>Averages the logits of consecutive views, which use the same experts; in the caller's dispose scope.</summary>
    internal RoutedLogits Mean(int views)
        => views == 1 ? this : new(Logits.view(-1, views, Logits.size(1)).mean([1]), ExpertsUsed.view(-1, views).amax([1]));

    /// <summary>Copies the number of experts used for each image to memory.</summary>
    internal int[] ReadExpertsUsed()
    {
        using Tensor here = ExpertsUsed.cpu();
        return Array.ConvertAll(here.data<long>().ToArray(), used => (int)used);
    }

    internal RoutedLogits MoveToOuterDisposeScope()
    {
        Logits.MoveToOuterDisposeScope();
        ExpertsUsed.MoveToOuterDisposeScope();
        return this;
    }
}
