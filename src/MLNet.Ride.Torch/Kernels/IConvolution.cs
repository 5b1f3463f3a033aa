
namespace MLNet.Ride.Torch.Kernels;

/// <summary>A convolution with bias, padded so that stride 1 keeps the size, of maps in memory; sums are in single precision. It runs on the caller's thread alone.</summary>
internal unsafe interface IConvolution
{
    /// <summary>output = input * kernels + bias + added, below 0 set to 0 on request.</summary>
    /// <param name="input">What is convolved.</param>
    /// <param name="added">Maps of the shape of the output; null for none.</param>
    /// <param name="rectified">Whether ReLU follows.</param>
    /// <param name="output">Where the result goes; its shape is that of the result.</param>
    void Run<T>(Maps<T> input, T* added, bool rectified, Maps<T> output)
        where T : unmanaged;
}
