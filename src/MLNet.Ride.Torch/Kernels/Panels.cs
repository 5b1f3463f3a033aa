namespace MLNet.Ride.Torch.Kernels;

/// <summary>
/// Divides the columns of a matrix into panels of 1 to 3 vectors, the columns that <see cref="MatrixProduct{TLanes}"/> computes at once. A packed
/// matrix [depth, width] has one panel [depth, columns of the panel] after another, the panel of column c at c · depth.
/// </summary>
internal static unsafe class Panels<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>The most columns of a panel.</summary>
    public static int Widest => 3 * TLanes.Count;

    /// <summary>Columns of the next panel.</summary>
    /// <param name="columns">Columns that are left, a multiple of <see cref="ILanes{TSelf}.Count"/>.</param>
    public static int Next(int columns) => (columns / TLanes.Count) switch
    {
        1 => TLanes.Count,
        2 or 4 => 2 * TLanes.Count,
        _ => Widest,
    };

    /// <summary>Packs rows, and fills the columns that they lack with zeros.</summary>
    /// <param name="rows">[depth, columns].</param>
    /// <param name="columns">Columns of the rows.</param>
    /// <param name="packed">[depth, width], with the columns rounded up to whole vectors.</param>
    public static void Pack(ReadOnlySpan<float> rows, int columns, Span<float> packed)
    {
        int depth = rows.Length / columns;
        int width = Lanes.RoundUp<TLanes>(columns);
        packed[..(depth * width)].Clear();
        for (int column = 0; column < width;)
        {
            int panel = Next(width - column);
            int there = Math.Min(panel, columns - column);
            for (int row = 0; row < depth; row++)
            {
                rows.Slice((row * columns) + column, there).CopyTo(packed[((column * depth) + (row * panel))..]);
            }

            column += panel;
        }
    }
}
