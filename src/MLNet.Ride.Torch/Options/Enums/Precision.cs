
namespace MLNet.Ride.Torch.Options;

/// <summary>Precision of convolutions. Weights, batch norm statistics, classifiers, and losses always use single precision.</summary>
public enum Precision
{
    /// <summary>Single precision (32 bits).</summary>
    Float32,

    /// <summary>
    /// bfloat16 (16 bits, 8 of them exponent): feature maps take half the memory. Faster on GPUs, on CPUs with matrix units (AMX), and, for small images, on
    /// CPUs with AVX-512, where numbers have 16 bits in memory and 32 bits in arithmetic. On other CPUs, it may be slower than single precision.
    /// </summary>
    BFloat16,
}
