using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Imaging;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch;

/// <summary>Mean and standard deviation of each component of the training vectors.</summary>
internal static class VectorStandardization
{
    /// <summary>Computes them, and sets them in a network on vectors.</summary>
    public static void Fit(RideModel model, LabeledImages vectors)
    {
        double[] means = Averages(vectors, (value, _) => value);
        double[] variances = Averages(vectors, (value, i) => (value - means[i]) * (value - means[i]));
        using Tensor mean = tensor(Array.ConvertAll(means, value => (float)value));
        using Tensor deviation = tensor(Array.ConvertAll(variances, value => (float)Math.Sqrt(value)));
        ((VectorExperts)model.Network.Backbone).Standardize(mean, deviation);
    }

    private static double[] Averages(LabeledImages vectors, Func<double, int, double> of)
    {
        var sums = new double[vectors.VectorLength];
        ImageBuffers buffers = vectors.NewBuffers();
        for (int row = 0; row < vectors.Count; row++)
        {
            ReadOnlySpan<float> vector = vectors.Vector(row, buffers);
            for (int i = 0; i < vector.Length; i++)
            {
                sums[i] += of(vector[i], i);
            }
        }

        return Array.ConvertAll(sums, sum => sum / vectors.Count);
    }
}
