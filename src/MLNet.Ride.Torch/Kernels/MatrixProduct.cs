using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNet.Ride.Torch.Kernels;

/// <summary>
/// Products of groups of 8 rows with a matrix, such as pixels × channels with channels × channels. The accumulators of 1 to 3 column
/// vectors stay in registers.
/// </summary>
internal static unsafe class MatrixProduct
{
    /// <summary>product = rows · matrix, group by group, or product += rows · matrix if <see cref="RowGroups.Adds"/>.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="matrix">[depth of the rows, width].</param>
    /// <param name="width">Width of the matrix and the products, a multiple of <see cref="Lanes.Count"/>.</param>
    /// <param name="products">[8, width] for each group.</param>
    /// <param name="product">Distance from the product of one group to the next.</param>
    public static void Multiply(in RowGroups rows, float* matrix, int width, float* products, nint product)
    {
        for (int column = 0; column < width;)
        {
            switch ((width - column) / Lanes.Count)
            {
                case 1:
                    OneVector(rows, matrix + column, width, products + column, product);
                    column += Lanes.Count;
                    break;
                case 2 or 4:
                    TwoVectors(rows, matrix + column, width, products + column, product);
                    column += 2 * Lanes.Count;
                    break;
                default:
                    ThreeVectors(rows, matrix + column, width, products + column, product);
                    column += 3 * Lanes.Count;
                    break;
            }
        }
    }

    [MethodImpl(Lanes.Hot)]
    private static void OneVector(in RowGroups rows, float* matrix, nint width, float* products, nint product)
    {
        nint row = rows.Row, row2 = 2 * row, row3 = 3 * row, step = rows.Step;
        for (int group = 0; group < rows.Groups; group++, products += product)
        {
            Vector512<float> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default;

            if (rows.Adds)
            {
                a0 = Vector512.Load(products);
                a1 = Vector512.Load(products + width);
                a2 = Vector512.Load(products + (2 * width));
                a3 = Vector512.Load(products + (3 * width));
                a4 = Vector512.Load(products + (4 * width));
                a5 = Vector512.Load(products + (5 * width));
                a6 = Vector512.Load(products + (6 * width));
                a7 = Vector512.Load(products + (7 * width));
            }

            float* weights = matrix;
            for (int part = 0; part < rows.Parts; part++)
            {
                float* first = rows.Start + (group * rows.Group) + (part * rows.Part);
                float* fifth = first + (4 * row);
                for (int i = 0; i < rows.Depth; i++, first += step, fifth += step, weights += width)
                {
                    Vector512<float> x = Vector512.Load(weights);
                    a0 = Lanes.MultiplyAdd(Vector512.Create(first[0]), x, a0);
                    a1 = Lanes.MultiplyAdd(Vector512.Create(first[row]), x, a1);
                    a2 = Lanes.MultiplyAdd(Vector512.Create(first[row2]), x, a2);
                    a3 = Lanes.MultiplyAdd(Vector512.Create(first[row3]), x, a3);
                    a4 = Lanes.MultiplyAdd(Vector512.Create(fifth[0]), x, a4);
                    a5 = Lanes.MultiplyAdd(Vector512.Create(fifth[row]), x, a5);
                    a6 = Lanes.MultiplyAdd(Vector512.Create(fifth[row2]), x, a6);
                    a7 = Lanes.MultiplyAdd(Vector512.Create(fifth[row3]), x, a7);
                }
            }

            a0.Store(products);
            a1.Store(products + width);
            a2.Store(products + (2 * width));
            a3.Store(products + (3 * width));
            a4.Store(products + (4 * width));
            a5.Store(products + (5 * width));
            a6.Store(products + (6 * width));
            a7.Store(products + (7 * width));
        }
    }

    [MethodImpl(Lanes.Hot)]
    private static void TwoVectors(in RowGroups rows, float* matrix, nint width, float* products, nint product)
    {
        nint row = rows.Row, row2 = 2 * row, row3 = 3 * row, step = rows.Step;
        for (int group = 0; group < rows.Groups; group++, products += product)
        {
            Vector512<float> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default;
            Vector512<float> b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default, b6 = default, b7 = default;

            if (rows.Adds)
            {
                a0 = Vector512.Load(products); b0 = Vector512.Load(products + 16);
                a1 = Vector512.Load(products + width); b1 = Vector512.Load(products + width + 16);
                a2 = Vector512.Load(products + (2 * width)); b2 = Vector512.Load(products + (2 * width) + 16);
                a3 = Vector512.Load(products + (3 * width)); b3 = Vector512.Load(products + (3 * width) + 16);
                a4 = Vector512.Load(products + (4 * width)); b4 = Vector512.Load(products + (4 * width) + 16);
                a5 = Vector512.Load(products + (5 * width)); b5 = Vector512.Load(products + (5 * width) + 16);
                a6 = Vector512.Load(products + (6 * width)); b6 = Vector512.Load(products + (6 * width) + 16);
                a7 = Vector512.Load(products + (7 * width)); b7 = Vector512.Load(products + (7 * width) + 16);
            }

            float* weights = matrix;
            for (int part = 0; part < rows.Parts; part++)
            {
                float* first = rows.Start + (group * rows.Group) + (part * rows.Part);
                float* fifth = first + (4 * row);
                for (int i = 0; i < rows.Depth; i++, first += step, fifth += step, weights += width)
                {
                    Vector512<float> x = Vector512.Load(weights), y = Vector512.Load(weights + 16);
                    Vector512<float> value;
                    value = Vector512.Create(first[0]);
                    a0 = Lanes.MultiplyAdd(value, x, a0);
                    b0 = Lanes.MultiplyAdd(value, y, b0);
                    value = Vector512.Create(first[row]);
                    a1 = Lanes.MultiplyAdd(value, x, a1);
                    b1 = Lanes.MultiplyAdd(value, y, b1);
                    value = Vector512.Create(first[row2]);
                    a2 = Lanes.MultiplyAdd(value, x, a2);
                    b2 = Lanes.MultiplyAdd(value, y, b2);
                    value = Vector512.Create(first[row3]);
                    a3 = Lanes.MultiplyAdd(value, x, a3);
                    b3 = Lanes.MultiplyAdd(value, y, b3);
                    value = Vector512.Create(fifth[0]);
                    a4 = Lanes.MultiplyAdd(value, x, a4);
                    b4 = Lanes.MultiplyAdd(value, y, b4);
                    value = Vector512.Create(fifth[row]);
                    a5 = Lanes.MultiplyAdd(value, x, a5);
                    b5 = Lanes.MultiplyAdd(value, y, b5);
                    value = Vector512.Create(fifth[row2]);
                    a6 = Lanes.MultiplyAdd(value, x, a6);
                    b6 = Lanes.MultiplyAdd(value, y, b6);
                    value = Vector512.Create(fifth[row3]);
                    a7 = Lanes.MultiplyAdd(value, x, a7);
                    b7 = Lanes.MultiplyAdd(value, y, b7);
                }
            }

            a0.Store(products); b0.Store(products + 16);
            a1.Store(products + width); b1.Store(products + width + 16);
            a2.Store(products + (2 * width)); b2.Store(products + (2 * width) + 16);
            a3.Store(products + (3 * width)); b3.Store(products + (3 * width) + 16);
            a4.Store(products + (4 * width)); b4.Store(products + (4 * width) + 16);
            a5.Store(products + (5 * width)); b5.Store(products + (5 * width) + 16);
            a6.Store(products + (6 * width)); b6.Store(products + (6 * width) + 16);
            a7.Store(products + (7 * width)); b7.Store(products + (7 * width) + 16);
        }
    }

    [MethodImpl(Lanes.Hot)]
    private static void ThreeVectors(in RowGroups rows, float* matrix, nint width, float* products, nint product)
    {
        nint row = rows.Row, row2 = 2 * row, row3 = 3 * row, step = rows.Step;
        for (int group = 0; group < rows.Groups; group++, products += product)
        {
            Vector512<float> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default;
            Vector512<float> b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default, b6 = default, b7 = default;
            Vector512<float> c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;

            if (rows.Adds)
            {
                a0 = Vector512.Load(products); b0 = Vector512.Load(products + 16); c0 = Vector512.Load(products + 32);
                a1 = Vector512.Load(products + width); b1 = Vector512.Load(products + width + 16); c1 = Vector512.Load(products + width + 32);
                a2 = Vector512.Load(products + (2 * width)); b2 = Vector512.Load(products + (2 * width) + 16); c2 = Vector512.Load(products + (2 * width) + 32);
                a3 = Vector512.Load(products + (3 * width)); b3 = Vector512.Load(products + (3 * width) + 16); c3 = Vector512.Load(products + (3 * width) + 32);
                a4 = Vector512.Load(products + (4 * width)); b4 = Vector512.Load(products + (4 * width) + 16); c4 = Vector512.Load(products + (4 * width) + 32);
                a5 = Vector512.Load(products + (5 * width)); b5 = Vector512.Load(products + (5 * width) + 16); c5 = Vector512.Load(products + (5 * width) + 32);
                a6 = Vector512.Load(products + (6 * width)); b6 = Vector512.Load(products + (6 * width) + 16); c6 = Vector512.Load(products + (6 * width) + 32);
                a7 = Vector512.Load(products + (7 * width)); b7 = Vector512.Load(products + (7 * width) + 16); c7 = Vector512.Load(products + (7 * width) + 32);
            }

            float* weights = matrix;
            for (int part = 0; part < rows.Parts; part++)
            {
                float* first = rows.Start + (group * rows.Group) + (part * rows.Part);
                float* fifth = first + (4 * row);
                for (int i = 0; i < rows.Depth; i++, first += step, fifth += step, weights += width)
                {
                    Vector512<float> x = Vector512.Load(weights), y = Vector512.Load(weights + 16), z = Vector512.Load(weights + 32);
                    Vector512<float> value;
                    value = Vector512.Create(first[0]);
                    a0 = Lanes.MultiplyAdd(value, x, a0);
                    b0 = Lanes.MultiplyAdd(value, y, b0);
                    c0 = Lanes.MultiplyAdd(value, z, c0);
                    value = Vector512.Create(first[row]);
                    a1 = Lanes.MultiplyAdd(value, x, a1);
                    b1 = Lanes.MultiplyAdd(value, y, b1);
                    c1 = Lanes.MultiplyAdd(value, z, c1);
                    value = Vector512.Create(first[row2]);
                    a2 = Lanes.MultiplyAdd(value, x, a2);
                    b2 = Lanes.MultiplyAdd(value, y, b2);
                    c2 = Lanes.MultiplyAdd(value, z, c2);
                    value = Vector512.Create(first[row3]);
                    a3 = Lanes.MultiplyAdd(value, x, a3);
                    b3 = Lanes.MultiplyAdd(value, y, b3);
                    c3 = Lanes.MultiplyAdd(value, z, c3);
                    value = Vector512.Create(fifth[0]);
                    a4 = Lanes.MultiplyAdd(value, x, a4);
                    b4 = Lanes.MultiplyAdd(value, y, b4);
                    c4 = Lanes.MultiplyAdd(value, z, c4);
                    value = Vector512.Create(fifth[row]);
                    a5 = Lanes.MultiplyAdd(value, x, a5);
                    b5 = Lanes.MultiplyAdd(value, y, b5);
                    c5 = Lanes.MultiplyAdd(value, z, c5);
                    value = Vector512.Create(fifth[row2]);
                    a6 = Lanes.MultiplyAdd(value, x, a6);
                    b6 = Lanes.MultiplyAdd(value, y, b6);
                    c6 = Lanes.MultiplyAdd(value, z, c6);
                    value = Vector512.Create(fifth[row3]);
                    a7 = Lanes.MultiplyAdd(value, x, a7);
                    b7 = Lanes.MultiplyAdd(value, y, b7);
                    c7 = Lanes.MultiplyAdd(value, z, c7);
                }
            }

            a0.Store(products); b0.Store(products + 16); c0.Store(products + 32);
            a1.Store(products + width); b1.Store(products + width + 16); c1.Store(products + width + 32);
            a2.Store(products + (2 * width)); b2.Store(products + (2 * width) + 16); c2.Store(products + (2 * width) + 32);
            a3.Store(products + (3 * width)); b3.Store(products + (3 * width) + 16); c3.Store(products + (3 * width) + 32);
            a4.Store(products + (4 * width)); b4.Store(products + (4 * width) + 16); c4.Store(products + (4 * width) + 32);
            a5.Store(products + (5 * width)); b5.Store(products + (5 * width) + 16); c5.Store(products + (5 * width) + 32);
            a6.Store(products + (6 * width)); b6.Store(products + (6 * width) + 16); c6.Store(products + (6 * width) + 32);
            a7.Store(products + (7 * width)); b7.Store(products + (7 * width) + 16); c7.Store(products + (7 * width) + 32);
        }
    }
}
