namespace MLNet.Ride.Torch.Kernels.Winograd;

/// <summary>
/// The sizes of Winograd's minimal filtering F(4×4, 3×3): 4×4 outputs of a 3×3 convolution are Aᵀ(U ∘ V)A with U = G g Gᵀ of the kernel g and
/// V = Bᵀ d B of the 6×6 inputs d: 36 multiplications instead of 144.
/// </summary>
/// <remarks>Lavin and Gray, "Fast algorithms for convolutional neural networks", CVPR 2016, sections 4.1 to 4.3.</remarks>
internal static class Tile
{
    /// <summary>Rows and columns of the outputs.</summary>
    public const int Outputs = 4;

    /// <summary>Rows and columns of the inputs.</summary>
    public const int Inputs = 6;

    /// <summary>Places in the transformed domain.</summary>
    public const int Places = Inputs * Inputs;

    /// <summary>Numbers between two places, a cache line: at a distance of a power of two, they would compete for the same cache sets.</summary>
    public const int Gap = 16;
}
