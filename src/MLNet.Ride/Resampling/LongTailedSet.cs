using System.Globalization;
using Microsoft.ML;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Resampling;

/// <summary>Removes rows so that the class sizes follow a long tail.</summary>
internal static class LongTailedSet
{
    public static IDataView Make(
        IDataView data, string labelColumnName, double imbalanceFactor, LongTail profile, int seed, IReadOnlyList<string>? classOrder)
    {
        if (!(imbalanceFactor >= 1) || !double.IsFinite(imbalanceFactor))
        {
            throw new ArgumentOutOfRangeException(
                nameof(imbalanceFactor), string.Create(CultureInfo.InvariantCulture, $"imbalanceFactor must be at least 1 (n_max / n_min), but is {imbalanceFactor}."));
        }

        OptionCheck.Defined(profile, nameof(profile));
        ClassIndex rows = ClassIndex.Read(data, labelColumnName);
        int[] sizes = Sizes(rows, Order(rows, classOrder), place => Share(place, rows.Counts.Count, imbalanceFactor, profile));
        Random random = RowRandom.Create(seed);
        int[] kept = rows.Spread(c => Choose(sizes[c], rows.Counts[c], random), missing: 0);
        return RepeatedRowsView.Where(data, kept.Length, row => kept[row] == 1);
    }

    /// <summary>Returns 1 for a number of randomly chosen rows and 0 for the others.</summary>
    public static int[] Choose(int chosen, int rows, Random random)
    {
        int[] values = [.. Enumerable.Range(0, rows).Select(i => i < chosen ? 1 : 0)];
        random.Shuffle(values);
        return values;
    }

    // As in the published code: a power of 1/IF, with sizes rounded down.
    private static double Share(int place, int classes, double imbalanceFactor, LongTail profile)
        => profile == LongTail.Step
            ? place < classes / 2 ? 1 : 1 / imbalanceFactor
            : Math.Pow(1 / imbalanceFactor, place / (classes - 1.0));

    private static int[] Sizes(ClassIndex rows, int[] order, Func<int, double> share)
    {
        double[] shares = new double[order.Length];
        for (int place = 0; place < order.Length; place++)
        {
            shares[order[place]] = share(place);
        }

        // The largest value for which every class has enough rows; for classes of equal size it is that size.
        int most = (int)Enumerable.Range(0, order.Length).Min(c => Math.Floor(rows.Counts[c] / shares[c]));
        int[] sizes = [.. shares.Select(s => (int)(most * s))];
        int empty = Array.IndexOf(sizes, 0);
        return empty < 0
            ? sizes
            : throw new ArgumentException(
                $"Class '{rows.Names[empty]}' of label column '{rows.Label}' has {rows.Counts[empty]} rows and would lose all of them: "
                + $"n_max, the largest value for which every class has enough rows, is {most}. Choose a smaller imbalanceFactor, another classOrder, or provide more rows.");
    }

    private static int[] Order(ClassIndex rows, IReadOnlyList<string>? classOrder)
    {
        if (rows.Counts.Count < 2)
        {
            throw new ArgumentException($"Label column '{rows.Label}' has only one class, '{rows.Names[0]}'. Provide rows of at least two classes.");
        }

        if (classOrder is null)
        {
            return [.. Enumerable.Range(0, rows.Names.Count)];
        }

        string[] wrong = [.. classOrder.Except(rows.Names).Concat(rows.Names.Except(classOrder))];
        if (wrong.Length > 0 || classOrder.Count != rows.Names.Count)
        {
            string which = wrong.Length > 0 ? $"'{wrong[0]}' is in only one of them" : "a class is listed twice";
            throw new ArgumentException(
                $"classOrder names {classOrder.Count} classes and label column '{rows.Label}' has {rows.Names.Count}: {which}. Name every class once.",
                nameof(classOrder));
        }

        Dictionary<string, int> index = rows.Names.Select((name, c) => (name, c)).ToDictionary(p => p.name, p => p.c, StringComparer.Ordinal);
        return [.. classOrder.Select(name => index[name])];
    }
}
