namespace MLNet.Ride.Torch.Kernels;

/// <summary>
/// The passes of batch norm over pixels [count, channels] of a vector of channels or more, fused with the addend and ReLU of a residual network,
/// on the caller's thread.
/// </summary>
internal unsafe interface INormKernels
{
    /// <summary>sums [channels] += the sums over pixels [count, channels].</summary>
    void Sums<T>(T* pixels, int count, int channels, float* sums)
        where T : unmanaged;

    /// <summary>sums [channels] += the sums of (pixels − means)².</summary>
    void SquaredDistances<T>(T* pixels, int count, int channels, float* means, float* sums)
        where T : unmanaged;

    /// <summary>results = max(lowest, scales · pixels + shifts + added); added may be null.</summary>
    void Apply<T>(T* pixels, T* added, T* results, int count, int channels, float* scales, float* shifts, float lowest)
        where T : unmanaged;

    /// <summary>
    /// sums += Σ g and products += Σ g · (pixels − means), for the gradients g that ReLU passes; if results (the output of ReLU) is null,
    /// all of them.
    /// </summary>
    void GradientSums<T>(
        T* gradients, T* results, T* pixels, int count, int channels, float* means, float* sums, float* products)
        where T : unmanaged;

    /// <summary>byPixels = a · g + b · pixels + c, and byAdded = g unless it is null, with g as in <see cref="GradientSums"/>.</summary>
    void Gradients<T>(
        T* gradients, T* results, T* pixels, int count, int channels, float* a, float* b, float* c, T* byPixels, T* byAdded)
        where T : unmanaged;
}
