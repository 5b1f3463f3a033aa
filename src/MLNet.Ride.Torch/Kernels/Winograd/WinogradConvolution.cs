using System.Runtime.CompilerServices;
using static MLNet.Ride.Torch.Kernels.Winograd.WinogradTransforms;

namespace MLNet.Ride.Torch.Kernels.Winograd;

/// <summary>3×3 convolution with stride 1, of 16 channels or more: a quarter of the multiplications of <see cref="PatchConvolution"/>.</summary>
internal sealed unsafe class WinogradConvolution : IConvolution, IDisposable
{
    // Groups of tiles for which the kernels of a place are reused while they are in the first-level cache. All places of a group are
    // adjacent: spreading them over more pages costs more in address translation than in arithmetic.
    private const int Groups = 4;
    private const int Block = Groups * RowGroups.Rows;

    private readonly ConvolutionKernels _kernels;
    private readonly AlignedFloats _transformed;

    /// <summary>Takes ownership of the kernels.</summary>
    public WinogradConvolution(ConvolutionKernels kernels)
    {
        _kernels = kernels;
        int count = kernels.Inputs * kernels.Width;
        _transformed = new AlignedFloats(Places * count);
        WinogradTransforms.Kernels(kernels.Weights, _transformed.Start, count);
    }

    public void Dispose()
    {
        _kernels.Dispose();
        _transformed.Dispose();
    }

    [MethodImpl(Lanes.Hot)]
    public void Run<T>(Maps<T> input, T* added, bool rectified, Maps<T> output)
        where T : unmanaged
    {
        int tiles = WinogradTiles.Count(output.Count, output.Height, output.Width);
        var tile = new WinogradTiles(output.Height, output.Width);
        WinogradTiles done = tile;
        int inputPlace = RowGroups.Rows * Lanes.RoundUp(input.Channels);
        int productPlace = RowGroups.Rows * _kernels.Width;
        float* transformed = Scratch.Of((Places * Groups * (inputPlace + productPlace)) + (Places * Lanes.Count) + (Inputs * input.Channels));
        float* products = transformed + (Places * Groups * inputPlace);
        float* half = products + (Places * Groups * productPlace);
        float* zeros = half + (Places * Lanes.Count);
        new Span<float>(zeros, Inputs * input.Channels).Clear();
        for (int first = 0; first < tiles; first += Block)
        {
            int count = Math.Min(Block, tiles - first);
            for (int i = 0; i < count; i++, tile.MoveNext())
            {
                tile.TransformInput(input, (T*)zeros, half, OfTile(transformed, i, inputPlace), inputPlace);
            }

            for (int place = 0; place < Places; place++)
            {
                float* kernels = _transformed.Start + ((nint)place * input.Channels * _kernels.Width);
                var rows = new RowGroups
                {
                    Start = transformed + (place * inputPlace),
                    Row = inputPlace / RowGroups.Rows,
                    Group = Places * inputPlace,
                    Groups = RowGroups.Of(count),
                    Depth = input.Channels,
                };
                MatrixProduct.Multiply(rows, kernels, _kernels.Width, products + (place * productPlace), Places * productPlace);
            }

            for (int i = 0; i < count; i++, done.MoveNext())
            {
                TransformOutput(OfTile(products, i, productPlace), productPlace, half, output, done, added, rectified);
            }
        }
    }

    // [group, place, tile of the group, channel].
    private static float* OfTile(float* groups, int tile, int place)
    {
        (int group, int row) = Math.DivRem(tile, RowGroups.Rows);
        return groups + (group * Places * place) + (row * (place / RowGroups.Rows));
    }

    [MethodImpl(Lanes.Hot)]
    private void TransformOutput<T>(float* products, nint place, float* half, in Maps<T> output, in WinogradTiles tile, T* added, bool rectified)
        where T : unmanaged
    {
        T* pixels = output.At(tile.Map, tile.Y, tile.X);
        nint offset = (nint)(pixels - output.Start);
        for (int channel = 0; channel < output.Channels; channel += Lanes.Count)
        {
            int at = Math.Min(channel, output.Channels - Lanes.Count);
            var where = new OutputPixels<T>
            {
                Pixels = pixels + at,
                Added = added is null ? null : added + offset + at,
                Bias = _kernels.Bias + at,
                Rectified = rectified,
                Row = output.Row,
                Column = output.Channels,
                Rows = tile.Rows,
                Columns = tile.Columns,
            };
            Output(products + at, place, half, where);
        }
    }
}
