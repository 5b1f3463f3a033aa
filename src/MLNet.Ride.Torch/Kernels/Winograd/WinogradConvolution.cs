using System.Runtime.CompilerServices;
using static MLNet.Ride.Torch.Kernels.Winograd.Tile;

namespace MLNet.Ride.Torch.Kernels.Winograd;

/// <summary>3×3 convolution with stride 1, of a vector of channels or more: a quarter of the multiplications of <see cref="PatchConvolution{TLanes}"/>.</summary>
internal sealed unsafe class WinogradConvolution<TLanes> : IConvolution
    where TLanes : unmanaged, ILanes<TLanes>
{
    // Groups of tiles for which the kernels of a place are reused while they are in the cache. All places of a group are adjacent: spreading
    // them over more pages costs more in address translation than in arithmetic.
    private const int Groups = 4;
    private const int Block = Groups * RowGroups.Rows;

    // Output channels whose products are computed before they are transformed, so that these stay in the second-level cache.
    private const int BlockPanels = 3;

    private readonly int _inputs;
    private readonly int _outputs;
    private readonly int _width;
    private readonly int _place;
    private readonly AlignedFloats _transformed;
    private readonly AlignedFloats _bias;

    public WinogradConvolution(in ConvolutionKernels kernels)
    {
        (_inputs, _outputs, _width) = (kernels.Inputs, kernels.Outputs, Lanes.RoundUp<TLanes>(kernels.Outputs));
        int count = _inputs * _width;
        using var packed = new AlignedFloats(9 * count);
        for (int place = 0; place < 9; place++)
        {
            int rows = kernels.Inputs * kernels.Outputs;
            Panels<TLanes>.Pack(kernels.Weights.Slice(place * rows, rows), kernels.Outputs, packed.Span[(place * count)..]);
        }

        _place = count + Gap;
        _transformed = new AlignedFloats(Places * _place);
        KernelTransforms<TLanes>.Kernels(packed.Start, _transformed.Start, count, _place);
        _bias = new AlignedFloats(_width);
        Panels<TLanes>.Pack(kernels.Bias, kernels.Outputs, _bias.Span);
    }

    public long Bytes => _transformed.Bytes + _bias.Bytes;

    public void Dispose()
    {
        _transformed.Dispose();
        _bias.Dispose();
    }

    [MethodImpl(Lanes.Hot)]
    public void Run<T>(Maps<T> input, T* added, bool rectified, Maps<T> output, WorkPart part)
        where T : unmanaged
    {
        int tiles = WinogradTiles.Count(output.Count, output.Height, output.Width);
        int blockTiles = part.Count == 1 ? Block : RowGroups.Rows;
        var tile = new WinogradTiles(output.Height, output.Width);
        int inputPlace = RowGroups.Rows * Lanes.RoundUp<TLanes>(_inputs);
        int widest = RowGroups.Rows * Math.Min(_width, BlockPanels * Panels<TLanes>.Widest);
        float* transformed = Scratch.Of((Places * Groups * (inputPlace + widest)) + (Places * TLanes.Count) + (Inputs * _inputs));
        float* products = transformed + (Places * Groups * inputPlace);
        float* half = products + (Places * Groups * widest);
        float* zeros = half + (Places * TLanes.Count);
        new Span<float>(zeros, Inputs * _inputs).Clear();
        int unit = 0;
        for (int first = 0; first < tiles; first += blockTiles)
        {
            int count = Math.Min(blockTiles, tiles - first);
            WinogradTiles blockStart = tile;
            bool ready = false;
            for (int channel = 0; channel < _width; unit++)
            {
                int block = BlockColumns(channel);
                if (part.Has(unit))
                {
                    if (!ready)
                    {
                        TransformInputs(input, blockStart, count, (T*)zeros, half, transformed, inputPlace);
                        ready = true;
                    }

                    Multiply(transformed, inputPlace, count, channel, block, products);
                    TransformOutputs(products, channel, block, half, output, blockStart, count, added, rectified);
                }

                channel += block;
            }

            for (int i = 0; i < count; i++)
            {
                tile.MoveNext();
            }
        }

        GC.KeepAlive(this);
    }

    [MethodImpl(Lanes.Hot)]
    private void TransformInputs<T>(in Maps<T> input, WinogradTiles tile, int count, T* zeros, float* half, float* transformed, int place)
        where T : unmanaged
    {
        for (int i = 0; i < count; i++, tile.MoveNext())
        {
            tile.TransformInput<TLanes, T>(input, 0, _inputs, zeros, half, OfTile(transformed, i, place), place);
        }
    }

    // [group, place, tile of the group, channel].
    private static float* OfTile(float* groups, int tile, int place)
    {
        (int group, int row) = Math.DivRem(tile, RowGroups.Rows);
        return groups + (group * Places * place) + (row * (place / RowGroups.Rows));
    }

    private int BlockColumns(int channel)
    {
        int end = channel;
        for (int panel = 0; panel < BlockPanels && end < _width; panel++)
        {
            end += Panels<TLanes>.Next(_width - end);
        }

        return end - channel;
    }

    // The products of a block of output channels at all places.
    private void Multiply(float* transformed, int inputPlace, int tiles, int channel, int block, float* products)
    {
        int productPlace = RowGroups.Rows * block;
        for (int place = 0; place < Places; place++)
        {
            float* kernels = _transformed.Start + ((nint)place * _place);
            var rows = new RowGroups
            {
                Start = transformed + (place * inputPlace),
                Row = inputPlace / RowGroups.Rows,
                Group = Places * inputPlace,
                Groups = RowGroups.Of(tiles),
                Depth = _inputs,
            };
            for (int column = channel; column < channel + block;)
            {
                int columns = Panels<TLanes>.Next(_width - column);
                float* product = products + (place * productPlace) + (column - channel);
                MatrixProduct<TLanes>.Multiply(rows, kernels + ((nint)column * _inputs), columns, columns, product, block, Places * productPlace);
                column += columns;
            }
        }
    }

    [MethodImpl(Lanes.Hot)]
    private void TransformOutputs<T>(
        float* products, int channel, int block, float* half, in Maps<T> output, WinogradTiles tile, int count, T* added, bool rectified)
        where T : unmanaged
    {
        int place = RowGroups.Rows * block;
        for (int i = 0; i < count; i++, tile.MoveNext())
        {
            TransformOutput(OfTile(products, i, place), place, channel, block, half, output, tile, added, rectified);
        }
    }

    [MethodImpl(Lanes.Hot)]
    private void TransformOutput<T>(
        float* products, nint place, int first, int block, float* half, in Maps<T> output, in WinogradTiles tile, T* added, bool rectified)
        where T : unmanaged
    {
        T* pixels = output.At(tile.Map, tile.Y, tile.X);
        nint offset = (nint)(pixels - output.Start);
        int end = Math.Min(first + block, _outputs);
        for (int channel = first; channel < end; channel += TLanes.Count)
        {
            // The last vector overlaps the previous one if the channels do not fill it.
            int at = Math.Min(channel, _outputs - TLanes.Count);
            var where = new OutputPixels<TLanes, T>
            {
                Pixels = pixels + at,
                Added = added is null ? null : added + offset + at,
                Bias = _bias.Start + at,
                Rectified = rectified,
                Row = output.Row,
                Column = _outputs,
                Rows = tile.Rows,
                Columns = tile.Columns,
            };
            MapTransforms<TLanes>.Output(products + (at - first), place, half, where);
        }
    }
}
