
namespace MLNet.Ride.Torch.Kernels;

/// <summary>
/// A convolution with bias of maps in memory, padded so that stride 1 keeps the size. It accumulates in single precision and runs only on
/// the caller's thread.
/// </summary>
internal unsafe interface IConvolution : IDisposable
{
    /// <summary>Memory of the kernels.</summary>
    long Bytes { get; }

    /// <summary>Computes output = input * kernels + bias + added, with an optional ReLU.</summary>
    /// <param name="input">The maps to convolve.</param>
    /// <param name="added">Maps of the shape of the output; null for none.</param>
    /// <param name="rectified">Whether ReLU follows.</param>
    /// <param name="output">Receives the result; its shape is that of the result.</param>
    /// <param name="part">The part of the result to compute.</param>
    void Run<T>(Maps<T> input, T* added, bool rectified, Maps<T> output, WorkPart part)
        where T : unmanaged;
}
