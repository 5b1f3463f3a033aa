using Microsoft.ML;
using MLNet.Ride.Tests.Support;
using TrainTestData = Microsoft.ML.DataOperationsCatalog.TrainTestData;

namespace MLNet.Ride.Tests.Resampling;

public sealed class StratifiedSplitTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData(0.25, 25, 3, 1)]
    [InlineData(0.001, 1, 1, 1)]
    [InlineData(0.999, 99, 9, 1)]
    public void Every_class_is_on_both_sides(double fraction, params int[] test)
    {
        TrainTestData split = _ml.Data.StratifiedTrainTestSplit(ClassRows.Load(_ml, 100, 10, 2), "Label", fraction);
        Assert.Equal(test, ClassRows.Count(split.TestSet, 3));
        Assert.Equal([100 - test[0], 10 - test[1], 2 - test[2]], ClassRows.Count(split.TrainSet, 3));
        Assert.Equal(Enumerable.Range(0, 112), ClassRows.Numbers(split.TrainSet).Concat(ClassRows.Numbers(split.TestSet)).Order());
    }

    [Fact]
    public void Which_rows_are_tested_depends_on_the_seed_alone()
    {
        IDataView rows = ClassRows.LoadKeys(_ml, 50, 50);
        int[] test = ClassRows.Numbers(_ml.Data.StratifiedTrainTestSplit(rows, seed: 1).TestSet);
        Assert.Equal(test, ClassRows.Numbers(new MLContext().Data.StratifiedTrainTestSplit(rows, seed: 1).TestSet));
        Assert.NotEqual(test, ClassRows.Numbers(_ml.Data.StratifiedTrainTestSplit(rows, seed: 2).TestSet));
    }

    [Fact]
    public void Folds_have_equal_shares_of_every_class_and_equal_sizes()
    {
        IReadOnlyList<TrainTestData> folds = _ml.Data.StratifiedCrossValidationSplit(ClassRows.Load(_ml, 23, 12, 3), "Label", 4);
        Assert.Equal(4, folds.Count);
        foreach (TrainTestData fold in folds)
        {
            int[] test = ClassRows.Count(fold.TestSet, 3);
            Assert.InRange(test[0], 5, 6);
            Assert.Equal(3, test[1]);
            Assert.InRange(test[2], 0, 1);
            Assert.InRange(test.Sum(), 9, 10);
            Assert.Equal([23, 12, 3], test.Zip(ClassRows.Count(fold.TrainSet, 3), (a, b) => a + b));
        }

        Assert.Equal(Enumerable.Range(0, 38), folds.SelectMany(f => ClassRows.Numbers(f.TestSet)).Order());
    }

    [Fact]
    public void Classes_of_one_row_are_named_or_go_to_training()
    {
        IDataView rows = ClassRows.Load(_ml, 6, 1, 1);
        string message = Assert.Throws<ArgumentException>(() => _ml.Data.StratifiedTrainTestSplit(rows)).Message;
        Assert.Contains("2 of 3 classes of label column 'Label' have only one row", message);
        Assert.Contains("'c1', 'c2'", message);
        Assert.Throws<ArgumentException>(() => _ml.Data.StratifiedCrossValidationSplit(rows));
        TrainTestData split = _ml.Data.StratifiedTrainTestSplit(rows, singleRowClasses: SingleRowClasses.Train);
        Assert.Equal([5, 1, 1], ClassRows.Count(split.TrainSet, 3));
        Assert.All(
            _ml.Data.StratifiedCrossValidationSplit(rows, numberOfFolds: 3, singleRowClasses: SingleRowClasses.Train),
            fold => Assert.Equal(([4, 1, 1], [2, 0, 0]), (ClassRows.Count(fold.TrainSet, 3), ClassRows.Count(fold.TestSet, 3)), Same));
    }

    [Fact]
    public void Rows_without_a_label_are_on_neither_side()
    {
        IDataView rows = _ml.Data.LoadFromEnumerable([.. ClassRows.Make(4, 4), new ClassRow { Number = 8 }]);
        TrainTestData split = _ml.Data.StratifiedTrainTestSplit(rows);
        Assert.Equal(8, split.TrainSet.GetRowCount() + split.TestSet.GetRowCount());
        Assert.DoesNotContain(8, ClassRows.Numbers(_ml.Data.StratifiedCrossValidationSplit(rows, numberOfFolds: 2)[0].TrainSet));
    }

    [Fact]
    public void What_cannot_be_split_is_reported()
    {
        IDataView rows = ClassRows.Load(_ml, 4, 4);
        Assert.All([0, 1, -0.1, double.NaN], fraction => Assert.Contains("above 0 and below 1", Assert.ThrowsAny<ArgumentException>(
            () => _ml.Data.StratifiedTrainTestSplit(rows, testFraction: fraction)).Message));
        Assert.Contains("numberOfFolds ('1') must be greater than or equal to '2'", Assert.ThrowsAny<ArgumentException>(() => _ml.Data.StratifiedCrossValidationSplit(rows, numberOfFolds: 1)).Message);
        Assert.Contains("fewer than the 5 folds", Assert.ThrowsAny<ArgumentException>(() => _ml.Data.StratifiedCrossValidationSplit(rows)).Message);
        Assert.Contains("no label column 'Class'", Assert.ThrowsAny<ArgumentException>(() => _ml.Data.StratifiedTrainTestSplit(rows, "Class")).Message);
        Assert.Contains("Fail, Train", Assert.ThrowsAny<ArgumentException>(
            () => _ml.Data.StratifiedTrainTestSplit(rows, singleRowClasses: (SingleRowClasses)7)).Message);
    }

    private static bool Same((int[] Train, int[] Test) a, (int[] Train, int[] Test) b) => a.Train.SequenceEqual(b.Train) && a.Test.SequenceEqual(b.Test);
}
