using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static MLNet.Ride.Torch.Convolutions.WinogradTransforms;

namespace MLNet.Ride.Torch.Convolutions;

/// <summary>3×3 convolution with stride 1, of 16 channels or more: a quarter of the multiplications of <see cref="PatchConvolution"/>.</summary>
internal sealed unsafe class WinogradConvolution : IConvolution
{
    // Groups of tiles for which a place's kernels are used one after the other, while they are in the first-level cache. All places of a
    // group lie together: numbers spread over more pages cost more in address translation than in arithmetic.
    private const int Groups = 4;
    private const int Block = Groups * RowGroups.Rows;

    private readonly Kernels _kernels;
    private readonly AlignedFloats _transformed;

    public WinogradConvolution(Kernels kernels)
    {
        _kernels = kernels;
        int count = kernels.Inputs * kernels.Width;
        _transformed = new AlignedFloats(Places * count);
        WinogradTransforms.Kernels(kernels.Weights, _transformed.Start, count);
    }

    [MethodImpl(Lanes.Hot)]
    public void Run(Maps input, float* added, bool rectified, Maps output)
    {
        int across = (output.Width + Outputs - 1) / Outputs;
        int tilesOfMap = (output.Height + Outputs - 1) / Outputs * across;
        int tiles = output.Count * tilesOfMap;
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
            for (int i = 0; i < count; i++)
            {
                (int map, int y, int x) = Place(first + i, tilesOfMap, across);
                TransformInput(input, map, y - 1, x - 1, zeros, half, OfTile(transformed, i, inputPlace), inputPlace);
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

            for (int i = 0; i < count; i++)
            {
                (int map, int y, int x) = Place(first + i, tilesOfMap, across);
                TransformOutput(OfTile(products, i, productPlace), productPlace, half, output, map, y, x, added, rectified);
            }
        }
    }

    // [group, place, tile of the group, channel].
    private static float* OfTile(float* groups, int tile, int place)
    {
        (int group, int row) = Math.DivRem(tile, RowGroups.Rows);
        return groups + (group * Places * place) + (row * (place / RowGroups.Rows));
    }

    private static (int Map, int Y, int X) Place(int tile, int tilesOfMap, int across)
    {
        int map = tile / tilesOfMap;
        tile -= map * tilesOfMap;
        int row = tile / across;
        return (map, row * Outputs, (tile - (row * across)) * Outputs);
    }

    [MethodImpl(Lanes.Hot)]
    private static void TransformInput(Maps input, int map, int y, int x, float* zeros, float* half, float* transformed, nint place)
    {
        float** rows = stackalloc float*[Inputs];
        for (int i = 0; i < Inputs; i++)
        {
            rows[i] = (uint)(y + i) < (uint)input.Height ? input.At(map, y + i, x) : zeros;
        }

        Range columns = Math.Max(-x, 0)..Math.Min(Inputs, input.Width - x);
        for (int channel = 0; channel < input.Channels; channel += Lanes.Count)
        {
            // The last vector overlaps the one before where the channels do not fill it.
            int at = Math.Min(channel, input.Channels - Lanes.Count);
            Input(rows, input.Channels, columns, at, half, transformed + at, place);
        }
    }

    [MethodImpl(Lanes.Hot)]
    private void TransformOutput(float* products, nint place, float* half, Maps output, int map, int y, int x, float* added, bool rectified)
    {
        int rows = Math.Min(Outputs, output.Height - y);
        int columns = Math.Min(Outputs, output.Width - x);
        Vector512<float> lowest = rectified ? Vector512<float>.Zero : Vector512.Create(float.NegativeInfinity);
        float* pixels = output.At(map, y, x);
        nint offset = (nint)(pixels - output.Start);
        for (int channel = 0; channel < output.Channels; channel += Lanes.Count)
        {
            int at = Math.Min(channel, output.Channels - Lanes.Count);
            float* addend = added is null ? null : added + offset + at;
            var where = new OutputPixels(
                pixels + at, addend, output.Row, output.Channels, rows, columns, Vector512.Load(_kernels.Bias + at), lowest);
            Output(products + at, place, half, where);
        }
    }
}
