
namespace MLNet.Ride.Torch.Options;

/// <summary>Precision of convolutions. Weights, batch norm statistics, classifiers, and losses always use single precision.</summary>
public enum Precision
{
    /// <summary>Single precision (32 bits).</summary>
    Float32,

    /// <summary>
    /// bfloat16 (16 bits, 8 of them exponent): feature maps take half the memory. Faster on GPUs and, in training, often on CPUs, where numbers have 16 bits
    /// in memory and 32 bits in arithmetic. Grouped convolutions (ResNeXt) use libtorch's layers, which are slow in bfloat16 on CPUs without its instructions.
    /// </summary>
    BFloat16,
}
