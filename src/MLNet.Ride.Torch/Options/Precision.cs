namespace MLNet.Ride.Torch;

/// <summary>Precision in which convolutions compute. Weights, batch norm's statistics, classifiers and losses are in single precision always.</summary>
public enum Precision
{
    /// <summary>Single precision (32 bits).</summary>
    Float32,

    /// <summary>
    /// bfloat16 (16 bits, 8 of them exponent): half the memory, and faster on GPUs and on CPUs with matrix units for it (AMX). CPUs that have
    /// bfloat16 instructions in their vector units only may be slower with it than in single precision.
    /// </summary>
    BFloat16,
}
