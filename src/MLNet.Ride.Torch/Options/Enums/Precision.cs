
namespace MLNet.Ride.Torch.Options;

/// <summary>Precision in which convolutions compute. Weights, batch norm's statistics, classifiers and losses are in single precision always.</summary>
public enum Precision
{
    /// <summary>Single precision (32 bits).</summary>
    Float32,

    /// <summary>
    /// bfloat16 (16 bits, 8 of them exponent): feature maps take half the memory. Faster on GPUs, on CPUs with matrix units for it (AMX), and, for small
    /// images, on CPUs with AVX-512, where numbers are 16 bits in memory and 32 in arithmetic; on other CPUs it may be slower than single precision.
    /// </summary>
    BFloat16,
}
