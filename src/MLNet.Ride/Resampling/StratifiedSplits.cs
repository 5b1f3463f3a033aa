using System.Globalization;
using Microsoft.ML;
using MLNet.Ride.Torch.Options;
using TrainTestData = Microsoft.ML.DataOperationsCatalog.TrainTestData;

namespace MLNet.Ride.Resampling;

/// <summary>Splits rows into parts, stratified by class.</summary>
internal static class StratifiedSplits
{
    private const int Unlabeled = -1;

    public static TrainTestData TrainTest(IDataView data, string labelColumnName, double testFraction, int seed, SingleRowClasses singleRowClasses)
    {
        if (testFraction is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(testFraction), string.Create(CultureInfo.InvariantCulture, $"testFraction must be above 0 and below 1, but is {testFraction}."));
        }

        ClassIndex rows = Read(data, labelColumnName, singleRowClasses);
        Random random = RowRandom.Create(seed);
        int[] isTest = rows.Spread(c => LongTailedSet.Choose(TestRows(rows.Counts[c], testFraction), rows.Counts[c], random), Unlabeled);
        return new TrainTestData(Where(data, isTest, v => v == 0), Where(data, isTest, v => v == 1));
    }

    public static IReadOnlyList<TrainTestData> CrossValidation(
        IDataView data, string labelColumnName, int numberOfFolds, int seed, SingleRowClasses singleRowClasses)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numberOfFolds, 2);
        ClassIndex rows = Read(data, labelColumnName, singleRowClasses);
        if (rows.Counts.Max() < numberOfFolds)
        {
            throw new ArgumentException(
                $"The largest class of label column '{rows.Label}' has {rows.Counts.Max()} rows, fewer than the {numberOfFolds} folds: "
                + "choose a smaller numberOfFolds, or provide more rows.",
                nameof(numberOfFolds));
        }

        int[] folds = rows.Spread(Folds(rows.Counts, numberOfFolds, RowRandom.Create(seed)), Unlabeled);
        return [.. Enumerable.Range(0, numberOfFolds).Select(fold => new TrainTestData(
            Where(data, folds, v => v != fold && v != Unlabeled),
            Where(data, folds, v => v == fold)))];
    }

    private static ClassIndex Read(IDataView data, string labelColumnName, SingleRowClasses singleRowClasses)
    {
        OptionCheck.Defined(singleRowClasses, nameof(singleRowClasses));
        ClassIndex rows = ClassIndex.Read(data, labelColumnName);
        string[] single = [.. rows.Names.Where((_, c) => rows.Counts[c] == 1)];
        if (single.Length > 0 && singleRowClasses == SingleRowClasses.Fail)
        {
            string list = string.Join(", ", single.Take(10).Select(name => $"'{name}'")) + (single.Length > 10 ? ", …" : string.Empty);
            throw new ArgumentException(
                $"{single.Length} of {rows.Names.Count} classes of label column '{rows.Label}' have only one row, which cannot be in both parts of a split: "
                + $"{list}. Provide at least two rows of each, remove these classes, or choose SingleRowClasses.{nameof(SingleRowClasses.Train)}.");
        }

        return rows;
    }

    private static int TestRows(int rows, double fraction)
        => rows < 2 ? 0 : Math.Clamp((int)Math.Round(rows * fraction, MidpointRounding.AwayFromZero), 1, rows - 1);

    // Every class continues with the fold after the last one, so that folds are of equal size. A single row is in no test part.
    private static Func<int, int[]> Folds(IReadOnlyList<int> counts, int folds, Random random)
    {
        int next = 0;
        return c =>
        {
            if (counts[c] == 1)
            {
                return [folds];
            }

            int[] values = [.. Enumerable.Range(next, counts[c]).Select(i => i % folds)];
            next = (next + counts[c]) % folds;
            random.Shuffle(values);
            return values;
        };
    }

    private static RepeatedRowsView Where(IDataView data, int[] values, Func<int, bool> isKept)
        => RepeatedRowsView.Where(data, values.Length, row => isKept(values[row]));
}
