using System.Runtime.CompilerServices;
using static MLNet.Ride.Torch.Kernels.Winograd.WinogradTransforms;

namespace MLNet.Ride.Torch.Kernels.Winograd;

/// <summary>
/// The gradient of a loss with respect to the kernels of a 3×3 convolution with stride 1, summed over maps. With y = Aᵀ((G g Gᵀ) ∘ (Bᵀ d
/// B))A, it is Gᵀ((A ∂y Aᵀ) ∘ (Bᵀ d B))G.
/// </summary>
internal sealed unsafe class WinogradGradient : IDisposable
{
    private const int Block = 32;

    // Places are offset by a cache line from a power of two, so that they do not compete for the same cache sets.
    private const int Gap = Lanes.Count;

    private readonly int _inputs;
    private readonly int _width;
    private readonly AlignedFloats _sums;

    public WinogradGradient(int inputs, int outputs)
    {
        (_inputs, _width) = (Lanes.RoundUp(inputs), Lanes.RoundUp(outputs));
        _sums = new AlignedFloats(Places * _inputs * _width);
    }

    /// <summary>
    /// Accumulates the gradient from the input maps and the gradients of the output. Sums of padding channels are undefined.
    /// </summary>
    [MethodImpl(Lanes.Hot)]
    public void Sum<T>(Maps<T> input, Maps<T> gradient)
        where T : unmanaged
    {
        int tiles = WinogradTiles.Count(gradient.Count, gradient.Height, gradient.Width);
        var tile = new WinogradTiles(gradient.Height, gradient.Width);
        int inputPlace = (Block * _inputs) + Gap;
        int gradientPlace = (Block * _width) + Gap;
        float* transformed = Scratch.Of((Places * (inputPlace + gradientPlace)) + (Places * Lanes.Count) + (Inputs * input.Channels));
        float* gradients = transformed + (Places * inputPlace);
        float* half = gradients + (Places * gradientPlace);
        float* zeros = half + (Places * Lanes.Count);
        new Span<float>(zeros, Inputs * input.Channels).Clear();
        for (int first = 0; first < tiles; first += Block)
        {
            int count = Math.Min(Block, tiles - first);
            for (int i = 0; i < count; i++, tile.MoveNext())
            {
                tile.TransformInput(input, (T*)zeros, half, transformed + (i * _inputs), inputPlace);
                TransformGradient(gradient, tile, half, gradients + (i * _width), gradientPlace);
            }

            for (int place = 0; place < Places; place++)
            {
                var channels = new RowGroups
                {
                    Start = transformed + (place * inputPlace),
                    Row = 1,
                    Step = _inputs,
                    Depth = count,
                    Group = RowGroups.Rows,
                    Groups = RowGroups.Of(input.Channels),
                    Adds = first > 0,
                };
                float* sums = _sums.Start + ((nint)place * _inputs * _width);
                MatrixProduct.Multiply(channels, gradients + (place * gradientPlace), _width, sums, RowGroups.Rows * _width);
            }
        }
    }

    /// <summary>Adds the sums of another instance.</summary>
    public void Add(WinogradGradient other)
    {
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums.Start[i] += other._sums.Start[i];
        }
    }

    /// <summary>Writes the gradient of the kernels.</summary>
    /// <param name="kernels">[3, 3, inputs, outputs], both rounded up to multiples of 16.</param>
    public void WriteKernels(float* kernels) => KernelGradients(_sums.Start, kernels, _inputs * _width);

    public void Dispose() => _sums.Dispose();

    [MethodImpl(Lanes.Hot)]
    private static void TransformGradient<T>(in Maps<T> gradient, in WinogradTiles tile, float* half, float* transformed, nint place)
        where T : unmanaged
    {
        T* pixels = gradient.At(tile.Map, tile.Y, tile.X);
        for (int channel = 0; channel < gradient.Channels; channel += Lanes.Count)
        {
            int at = Math.Min(channel, gradient.Channels - Lanes.Count);
            Gradient(pixels + at, gradient.Row, gradient.Channels, tile.Rows, tile.Columns, half, transformed + at, place);
        }
    }
}
