using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks.Cpu;

/// <summary>The running statistics of a batch norm, and the processing of its output.</summary>
/// <param name="Mean">Running means [c].</param>
/// <param name="Variance">Running variances [c].</param>
/// <param name="Batches">Number of batches seen, a single number.</param>
/// <param name="Epsilon">Added to variances.</param>
/// <param name="Rectified">Whether ReLU follows.</param>
internal sealed record BatchStatistics(Tensor Mean, Tensor Variance, Tensor Batches, double Epsilon, bool Rectified)
{
    // PyTorch's default, used by all published networks.
    public const double Momentum = 0.1;

    /// <summary>Updates the running statistics with a batch.</summary>
    /// <param name="mean">Means [c] of the batch.</param>
    /// <param name="variance">Variances [c] of the batch.</param>
    /// <param name="count">Number of values of a channel.</param>
    public void Update(ReadOnlySpan<double> mean, ReadOnlySpan<double> variance, long count)
    {
        Span<float> means = MemoryMarshal.Cast<byte, float>(Mean.bytes);
        Span<float> variances = MemoryMarshal.Cast<byte, float>(Variance.bytes);
        double unbiased = count / (double)(count - 1);
        for (int channel = 0; channel < means.Length; channel++)
        {
            means[channel] = (float)(means[channel] + (Momentum * (mean[channel] - means[channel])));
            variances[channel] = (float)(variances[channel] + (Momentum * ((variance[channel] * unbiased) - variances[channel])));
        }

        MemoryMarshal.Cast<byte, long>(Batches.bytes)[0]++;
    }
}
