
namespace MLNet.Ride.Torch.Kernels.Winograd;

/// <summary>
/// Winograd's convolution, except for few tiles, as in one small map: there, reading its transformed kernels, which are four times as large, takes longer
/// than the multiplications that they save.
/// </summary>
internal sealed unsafe class SmallMapConvolution(IConvolution winograd, IConvolution patches) : IConvolution
{
    /// <summary>Numbers in the kernels from which on they do not stay in the cache.</summary>
    public const int LeastNumbers = 9 * 256 * 256;

    // A group of rows is multiplied at once, however few tiles it has.
    private const int FewTiles = RowGroups.Rows;

    public long Bytes => winograd.Bytes + patches.Bytes;

    public void Dispose()
    {
        winograd.Dispose();
        patches.Dispose();
    }

    public void Run<T>(Maps<T> input, T* added, bool rectified, Maps<T> output, WorkPart part)
        where T : unmanaged
        => (WinogradTiles.Count(output.Count, output.Height, output.Width) <= FewTiles ? patches : winograd).Run(input, added, rectified, output, part);
}
