using MLNet.Ride.Torch.Networks.Heads;
using MLNet.Ride.Torch.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.LabelErrors;

/// <summary>
/// Probabilities of classes for images that their classifier has not seen: cross-validation of a linear discriminant analysis of normalized features, in closed
/// form, with a shrunk covariance and without priors, so that a class does not lose because it is rare.
/// </summary>
internal static class HeldOutProbabilities
{
    // Discriminants of many features are far too certain. What remains of that is left to a temperature.
    private const double Scale = 0.1;

    /// <param name="features">Features [n, F].</param>
    /// <param name="labels">The labels, 0 to C − 1.</param>
    /// <param name="folds">The fold of each image, 0 to K − 1.</param>
    /// <param name="classCount">Number of classes C.</param>
    /// <param name="cancellationToken">Stops between folds.</param>
    /// <returns>C probabilities for each image; 0 for classes that have images only in its fold.</returns>
    public static float[][] Of(Tensor features, int[] labels, int[] folds, int classCount, CancellationToken cancellationToken = default)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor x = CosineLinear.Normalized(features.to_type(ScalarType.Float64), 1);
        var probabilities = new float[labels.Length][];
        foreach (int fold in folds.Distinct())
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope ofFold = NewDisposeScope();
            long[] held = Images(f => f == fold), kept = Images(f => f != fold);
            long[] classes = [.. kept.Select(i => (long)labels[i])];
            float[] scores = Scores(x.index_select(0, tensor(kept)), classes, x.index_select(0, tensor(held)), classCount).softmax(1)
                .to_type(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
            for (int i = 0; i < held.Length; i++)
            {
                probabilities[held[i]] = scores.AsSpan(i * classCount, classCount).ToArray();
            }
        }

        return probabilities;

        long[] Images(Func<int, bool> isOf) => [.. Enumerable.Range(0, folds.Length).Where(i => isOf(folds[i])).Select(i => (long)i)];
    }

    private static Tensor Scores(Tensor x, long[] labels, Tensor held, int classCount)
    {
        Tensor classes = tensor(labels);
        Tensor counts = bincount(classes, minlength: classCount).to_type(ScalarType.Float64).unsqueeze(1);
        Tensor absent = counts.eq(zeros_like(counts)).view(1, -1);
        Tensor means = zeros(classCount, x.size(1), float64).AddRows(classes, x).div(counts.AtLeast(1));
        Tensor offsets = x.sub(means.index_select(0, classes));
        Tensor precision = ShrunkCovariance.InverseOf(offsets.t().mm(offsets).Divide(labels.Length));
        Tensor reached = means.mm(precision);
        Tensor discriminants = held.mm(reached.t()).sub(reached.mul(means).sum(1).Over(2));
        return discriminants.Multiply(Scale).Masked(absent, double.NegativeInfinity);
    }
}
