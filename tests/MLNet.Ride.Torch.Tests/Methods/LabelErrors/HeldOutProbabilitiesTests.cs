using MLNet.Ride.Torch.Methods.LabelErrors;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Methods.LabelErrors;

public sealed class HeldOutProbabilitiesTests
{
    private const int Classes = 3;
    private const int PerClass = 12;

    private static readonly int[] s_labels = [.. Enumerable.Range(0, Classes * PerClass).Select(i => i / PerClass)];
    private static readonly int[] s_folds = [.. Enumerable.Range(0, Classes * PerClass).Select(i => i % 4)];

    [Fact]
    public void An_image_is_recognized_by_the_others_whatever_its_own_label()
    {
        int[] labels = [.. s_labels];
        labels[5] = 2;
        using Tensor features = Features();
        float[][] probabilities = HeldOutProbabilities.Of(features, labels, s_folds, Classes);
        Assert.All(s_labels.Zip(probabilities), image => Assert.Equal(image.First, Array.IndexOf(image.Second, image.Second.Max())));
        Assert.All(probabilities, p => Assert.Equal(1, p.Sum(), 1e-5));
    }

    [Fact]
    public void A_class_with_images_in_one_fold_only_is_impossible_there()
    {
        int[] labels = [.. s_labels.Select((label, i) => label == 2 && i % 4 != 1 ? 1 : label)];
        using Tensor features = Features();
        float[][] probabilities = HeldOutProbabilities.Of(features, labels, s_folds, Classes);
        Assert.All(probabilities.Where((_, i) => s_folds[i] == 1), p => Assert.Equal(0, p[2]));
        Assert.All(probabilities.Where((_, i) => s_folds[i] != 1), p => Assert.True(p[2] > 0));
    }

    [Fact]
    public void Probabilities_are_those_of_linear_discriminants()
    {
        using Tensor features = Features();
        float[][] probabilities = HeldOutProbabilities.Of(features, s_labels, s_folds, Classes);
        double[][] x = [.. Enumerable.Range(0, s_labels.Length).Select(i => Normalized([.. Enumerable.Range(0, 2).Select(f => (double)features[i, f].item<float>())]))];
        int[] kept = [.. Enumerable.Range(0, s_labels.Length).Where(i => s_folds[i] != 0)];
        double[][] means = [.. Enumerable.Range(0, Classes).Select(c => Enumerable.Range(0, 2).Select(f => kept.Where(i => s_labels[i] == c).Average(i => x[i][f])).ToArray())];
        double Covariance(int a, int b) => kept.Average(i => (x[i][a] - means[s_labels[i]][a]) * (x[i][b] - means[s_labels[i]][b]));
        double mean = (Covariance(0, 0) + Covariance(1, 1)) / 2;
        (double p, double q, double r) = ((Covariance(0, 0) + mean) / 2, Covariance(0, 1) / 2, (Covariance(1, 1) + mean) / 2);
        // −(x − μ)ᵀ Σ⁻¹ (x − μ) / 2, a tenth of it, of the first image.
        double[] scores = [.. means.Select(m =>
        {
            (double u, double v) = (x[0][0] - m[0], x[0][1] - m[1]);
            return Math.Exp(-0.1 * ((r * u * u) - (2 * q * u * v) + (p * v * v)) / ((p * r) - (q * q)) / 2);
        })];
        Assert.All(scores.Zip(probabilities[0]), c => Assert.Equal(c.First / scores.Sum(), c.Second, 1e-5));
    }

    private static double[] Normalized(double[] x)
    {
        double length = Math.Sqrt(x.Sum(v => v * v));
        return [.. x.Select(v => v / length)];
    }

    // Three directions, with some noise.
    private static Tensor Features()
    {
        var random = new Random(3);
        return tensor([.. s_labels.SelectMany(label => (float[])
            [(float)(Math.Cos(2 * label) + (0.2 * random.NextDouble())), (float)(Math.Sin(2 * label) + (0.2 * random.NextDouble()))])]).view(-1, 2);
    }
}
