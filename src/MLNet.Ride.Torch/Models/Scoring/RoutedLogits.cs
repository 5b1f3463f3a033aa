using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Models.Scoring;

/// <summary>Result of <see cref="RoutedInference"/>.</summary>
/// <param name="Logits">Mean logits [n, C] of the experts used.</param>
/// <param name="ExpertsUsed">Number of experts used [n], 1 to K, as 64-bit integers.</param>
/// <param name="Features">Features [n, F] of the first expert, if novelty is measured by them.</param>
internal sealed record RoutedLogits(Tensor Logits, Tensor ExpertsUsed, Tensor? Features = null)
{
    /// <summary>Averages the logits and features of consecutive views, which use the same experts; in the caller's dispose scope.</summary>
    internal RoutedLogits Mean(int views)
        => views == 1 ? this : new(MeanOf(Logits, views), ExpertsUsed.view(-1, views).amax([1]), Features is null ? null : MeanOf(Features, views));

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
        Features?.MoveToOuterDisposeScope();
        return this;
    }

    internal static RoutedLogits Concatenated(IReadOnlyList<RoutedLogits> slices)
        => new(
            cat([.. slices.Select(slice => slice.Logits)], 0),
            cat([.. slices.Select(slice => slice.ExpertsUsed)], 0),
            slices[0].Features is null ? null : cat([.. slices.Select(slice => slice.Features!)], 0));

    internal void Dispose()
    {
        Logits.Dispose();
        ExpertsUsed.Dispose();
        Features?.Dispose();
    }

    private static Tensor MeanOf(Tensor values, int views) => values.view(-1, views, values.size(1)).mean([1]);
}
