using System.Runtime.CompilerServices;
using static MLNet.Ride.Torch.Kernels.Winograd.Tile;

namespace MLNet.Ride.Torch.Kernels.Winograd;

/// <summary>
/// The gradient of a loss with respect to the kernels of a 3×3 convolution with stride 1, summed over maps, for a block of their channels. With
/// y = Aᵀ((G g Gᵀ) ∘ (Bᵀ d B))A, it is Gᵀ((A ∂y Aᵀ) ∘ (Bᵀ d B))G.
/// </summary>
internal sealed unsafe class WinogradGradient<TLanes> : IKernelGradient
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int Block = 32;

    private readonly KernelBlock _block;
    private readonly int _rows;
    private readonly int _width;
    private readonly AlignedFloats _sums;

    public WinogradGradient(KernelBlock block)
    {
        _block = block;

        // Channels of the inputs are the rows of the products, in groups.
        _rows = Math.Max(Lanes.RoundUp<TLanes>(block.Inputs), RowGroups.Of(block.Inputs) * RowGroups.Rows);
        _width = Lanes.RoundUp<TLanes>(block.Outputs);
        _sums = new AlignedFloats(Places * _rows * _width);
    }

    [MethodImpl(Lanes.Hot)]
    public void Sum<T>(Maps<T> input, Maps<T> gradient)
        where T : unmanaged
    {
        int tiles = WinogradTiles.Count(gradient.Count, gradient.Height, gradient.Width);
        var tile = new WinogradTiles(gradient.Height, gradient.Width);
        int inputPlace = (Block * _rows) + Gap;
        int gradientPlace = (Block * _width) + Gap;
        float* transformed = Scratch.Of((Places * (inputPlace + gradientPlace)) + (Places * TLanes.Count) + (Inputs * input.Channels));
        float* gradients = transformed + (Places * inputPlace);
        float* half = gradients + (Places * gradientPlace);
        float* zeros = half + (Places * TLanes.Count);
        new Span<float>(zeros, Inputs * input.Channels).Clear();
        for (int first = 0; first < tiles; first += Block)
        {
            int count = Math.Min(Block, tiles - first);
            for (int i = 0; i < count; i++, tile.MoveNext())
            {
                tile.TransformInput<TLanes, T>(input, _block.FirstInput, _block.Inputs, (T*)zeros, half, transformed + (i * _rows), inputPlace);
                TransformGradient(gradient, tile, half, gradients + (i * _width), gradientPlace);
            }

            for (int place = 0; place < Places; place++)
            {
                Multiply(transformed + (place * inputPlace), gradients + (place * gradientPlace), count, first > 0, place);
            }
        }
    }

    public void Add(IKernelGradient other)
    {
        AlignedFloats others = ((WinogradGradient<TLanes>)other)._sums;
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums.Start[i] += others.Start[i];
        }
    }

    public void WriteKernels(float* kernels, int inputs, int outputs)
    {
        using var padded = new AlignedFloats(9 * _rows * _width);
        KernelTransforms<TLanes>.KernelGradients(_sums.Start, padded.Start, _rows * _width);
        for (int place = 0; place < 9; place++)
        {
            for (int row = 0; row < _block.Inputs; row++)
            {
                float* target = kernels + ((((nint)place * inputs) + _block.FirstInput + row) * outputs) + _block.FirstOutput;
                padded.Span.Slice(((place * _rows) + row) * _width, _block.Outputs).CopyTo(new Span<float>(target, _block.Outputs));
            }
        }
    }

    public void Dispose() => _sums.Dispose();

    // The sums of a place, over the tiles.
    private void Multiply(float* transformed, float* gradients, int tiles, bool adds, int place)
    {
        var channels = new RowGroups
        {
            Start = transformed,
            Row = 1,
            Step = _rows,
            Depth = tiles,
            Group = RowGroups.Rows,
            Groups = RowGroups.Of(_block.Inputs),
            Adds = adds,
        };
        float* sums = _sums.Start + ((nint)place * _rows * _width);
        for (int column = 0; column < _width;)
        {
            int columns = Panels<TLanes>.Next(_width - column);
            MatrixProduct<TLanes>.Multiply(channels, gradients + column, columns, _width, sums + column, _width, RowGroups.Rows * _width);
            column += columns;
        }
    }

    [MethodImpl(Lanes.Hot)]
    private void TransformGradient<T>(in Maps<T> gradient, in WinogradTiles tile, float* half, float* transformed, nint place)
        where T : unmanaged
    {
        T* pixels = gradient.At(tile.Map, tile.Y, tile.X) + _block.FirstOutput;
        for (int channel = 0; channel < _block.Outputs; channel += TLanes.Count)
        {
            int at = Math.Min(channel, _block.Outputs - TLanes.Count);
            MapTransforms<TLanes>.Gradient(pixels + at, gradient.Row, gradient.Channels, tile.Rows, tile.Columns, half, transformed + at, place);
        }
    }
}
