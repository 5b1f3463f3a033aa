using System.Runtime.CompilerServices;

namespace MLNet.Ride.Torch.Kernels;

/// <summary>
/// Products of groups of 8 rows with a panel of a matrix, such as pixels × channels with channels × channels. The accumulators of 1 to 3 column
/// vectors stay in registers, for 8 rows at once or, with few registers, for 4.
/// </summary>
internal static unsafe class MatrixProduct<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private static bool EightAtOnce
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.Registers >= 32;
    }

    /// <summary>product = rows · panel, group by group, or product += rows · panel if <see cref="RowGroups.Adds"/>.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="panel">[depth of the rows, columns].</param>
    /// <param name="columns">Columns of the panel; see <see cref="Panels{TLanes}.Next"/>.</param>
    /// <param name="step">Distance from one row of the panel to the next.</param>
    /// <param name="products">[8, columns] for each group.</param>
    /// <param name="productRow">Distance from one row of a product to the next.</param>
    /// <param name="product">Distance from the product of one group to the next.</param>
    public static void Multiply(in RowGroups rows, float* panel, int columns, nint step, float* products, nint productRow, nint product)
    {
        switch (columns / TLanes.Count)
        {
            case 1:
                Multiply<One>(rows, panel, step, products, productRow, product);
                break;
            case 2:
                Multiply<Two>(rows, panel, step, products, productRow, product);
                break;
            default:
                Multiply<Three>(rows, panel, step, products, productRow, product);
                break;
        }
    }

    [MethodImpl(Lanes.Hot)]
    private static void Multiply<TVectors>(in RowGroups rows, float* panel, nint step, float* products, nint productRow, nint product)
        where TVectors : struct, IVectors
    {
        nint row = rows.Row, row2 = 2 * row, row3 = 3 * row, next = rows.Step;
        int atOnce = EightAtOnce ? RowGroups.Rows : RowGroups.Rows / 2;
        for (int group = 0; group < rows.Groups; group++, products += product)
        {
            for (int start = 0; start < RowGroups.Rows; start += atOnce)
            {
                TLanes a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default;
                TLanes b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default, b6 = default, b7 = default;
                TLanes c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
                float* target = products + (start * productRow);

                if (rows.Adds)
                {
                    Load<TVectors>(target, out a0, out b0, out c0);
                    Load<TVectors>(target + productRow, out a1, out b1, out c1);
                    Load<TVectors>(target + (2 * productRow), out a2, out b2, out c2);
                    Load<TVectors>(target + (3 * productRow), out a3, out b3, out c3);
                    if (EightAtOnce)
                    {
                        Load<TVectors>(target + (4 * productRow), out a4, out b4, out c4);
                        Load<TVectors>(target + (5 * productRow), out a5, out b5, out c5);
                        Load<TVectors>(target + (6 * productRow), out a6, out b6, out c6);
                        Load<TVectors>(target + (7 * productRow), out a7, out b7, out c7);
                    }
                }

                float* weights = panel;
                for (int part = 0; part < rows.Parts; part++)
                {
                    float* first = rows.Start + (group * rows.Group) + (part * rows.Part) + (start * row);
                    float* fifth = first + (4 * row);
                    for (int i = 0; i < rows.Depth; i++, first += next, fifth += next, weights += step)
                    {
                        Load<TVectors>(weights, out TLanes x, out TLanes y, out TLanes z);
                        Add<TVectors>(first, x, y, z, ref a0, ref b0, ref c0);
                        Add<TVectors>(first + row, x, y, z, ref a1, ref b1, ref c1);
                        Add<TVectors>(first + row2, x, y, z, ref a2, ref b2, ref c2);
                        Add<TVectors>(first + row3, x, y, z, ref a3, ref b3, ref c3);
                        if (EightAtOnce)
                        {
                            Add<TVectors>(fifth, x, y, z, ref a4, ref b4, ref c4);
                            Add<TVectors>(fifth + row, x, y, z, ref a5, ref b5, ref c5);
                            Add<TVectors>(fifth + row2, x, y, z, ref a6, ref b6, ref c6);
                            Add<TVectors>(fifth + row3, x, y, z, ref a7, ref b7, ref c7);
                        }
                    }
                }

                Store<TVectors>(target, a0, b0, c0);
                Store<TVectors>(target + productRow, a1, b1, c1);
                Store<TVectors>(target + (2 * productRow), a2, b2, c2);
                Store<TVectors>(target + (3 * productRow), a3, b3, c3);
                if (EightAtOnce)
                {
                    Store<TVectors>(target + (4 * productRow), a4, b4, c4);
                    Store<TVectors>(target + (5 * productRow), a5, b5, c5);
                    Store<TVectors>(target + (6 * productRow), a6, b6, c6);
                    Store<TVectors>(target + (7 * productRow), a7, b7, c7);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TVectors>(float* value, TLanes x, TLanes y, TLanes z, ref TLanes a, ref TLanes b, ref TLanes c)
        where TVectors : struct, IVectors
    {
        TLanes all = TLanes.All(value);
        a = TLanes.MultiplyAdd(all, x, a);
        if (TVectors.Count > 1)
        {
            b = TLanes.MultiplyAdd(all, y, b);
        }

        if (TVectors.Count > 2)
        {
            c = TLanes.MultiplyAdd(all, z, c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<TVectors>(float* source, out TLanes a, out TLanes b, out TLanes c)
        where TVectors : struct, IVectors
    {
        a = TLanes.Load(source);
        b = TVectors.Count > 1 ? TLanes.Load(source + TLanes.Count) : default;
        c = TVectors.Count > 2 ? TLanes.Load(source + (2 * TLanes.Count)) : default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TVectors>(float* target, TLanes a, TLanes b, TLanes c)
        where TVectors : struct, IVectors
    {
        a.Store(target);
        if (TVectors.Count > 1)
        {
            b.Store(target + TLanes.Count);
        }

        if (TVectors.Count > 2)
        {
            c.Store(target + (2 * TLanes.Count));
        }
    }

    // The vectors of a panel, as a type: a constant for the JIT compiler.
    private interface IVectors
    {
        static abstract int Count { get; }
    }

    private readonly struct One : IVectors
    {
        public static int Count => 1;
    }

    private readonly struct Two : IVectors
    {
        public static int Count => 2;
    }

    private readonly struct Three : IVectors
    {
        public static int Count => 3;
    }
}
