using Microsoft.ML;
using Microsoft.ML.Data;

namespace Offline.MicrosoftML.Tests;

public class RowTests
{
    private readonly MLContext _ml = new(7);

    [Fact]
    public void Rows_are_taken_and_skipped()
    {
        IDataView data = Rows(10);

        Assert.Equal([0f, 1f, 2f], Values(_ml.Data.TakeRows(data, 3)));
        Assert.Equal([8f, 9f], Values(_ml.Data.SkipRows(data, 8)));
        Assert.Equal(3, _ml.Data.TakeRows(data, 3).GetRowCount());
        Assert.Empty(Values(_ml.Data.SkipRows(data, 11)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.TakeRows(data, 0));
    }

    [Fact]
    public void Rows_are_filtered_by_numbers_and_keys()
    {
        IDataView data = Rows(10);

        Assert.Equal([2f, 3f], Values(_ml.Data.FilterRowsByColumn(data, "Value", 2, 4)));
        Assert.Equal([0f, 1f, 5f, 6f], Values(_ml.Data.FilterRowsByKeyColumnFraction(data, "Key", 0, 0.4)));
        Assert.Null(_ml.Data.FilterRowsByColumn(data, "Value", 2, 4).GetRowCount());
    }

    [Fact]
    public void A_split_loses_no_row_and_is_the_same_for_the_same_seed()
    {
        IDataView data = Rows(200);

        DataOperationsCatalog.TrainTestData split = _ml.Data.TrainTestSplit(data, 0.25, seed: 5);
        float[] test = Values(split.TestSet);

        Assert.Equal(Values(data), Values(split.TrainSet).Concat(test).Order());
        Assert.InRange(test.Length, 25, 75);
        Assert.Equal(test, Values(_ml.Data.TrainTestSplit(data, 0.25, seed: 5).TestSet));
        Assert.NotEqual(test, Values(_ml.Data.TrainTestSplit(data, 0.25, seed: 6).TestSet));
        Assert.Equal(data.Schema.Select(c => c.Name), split.TestSet.Schema.Select(c => c.Name));
    }

    [Fact]
    public void Rows_of_a_sampling_key_stay_together()
    {
        DataOperationsCatalog.TrainTestData split = _ml.Data.TrainTestSplit(Rows(50), 0.4, samplingKeyColumnName: "Key");

        Assert.Empty(Keys(split.TrainSet).Intersect(Keys(split.TestSet)));
        Assert.Equal([1u, 2u], Keys(split.TestSet).Distinct().Order());
    }

    [Fact]
    public void Folds_cover_all_rows()
    {
        IDataView data = Rows(60);

        IReadOnlyList<DataOperationsCatalog.TrainTestData> folds = _ml.Data.CrossValidationSplit(data, 3);

        Assert.Equal(3, folds.Count);
        Assert.Equal(Values(data), folds.SelectMany(f => Values(f.TestSet)).Order());
        Assert.All(folds, f => Assert.Equal(60, Values(f.TrainSet).Length + Values(f.TestSet).Length));
    }

    [Fact]
    public void Shuffling_changes_the_order_only()
    {
        IDataView data = Rows(100);

        float[] shuffled = Values(_ml.Data.ShuffleRows(data, seed: 3, shufflePoolSize: 20));

        Assert.NotEqual(Values(data), shuffled);
        Assert.Equal(Values(data), shuffled.Order());
        Assert.Equal(shuffled, Values(_ml.Data.ShuffleRows(data, seed: 3, shufflePoolSize: 20)));
    }

    [Fact]
    public void A_cache_reads_its_source_once()
    {
        int reads = 0;
        IEnumerable<Row> Source()
        {
            reads++;
            for (int i = 0; i < 5; i++)
                yield return new Row { Value = i };
        }

        IDataView cached = _ml.Data.Cache(_ml.Data.LoadFromEnumerable(Source()), "Value");
        Assert.Equal(Values(cached), Values(cached));

        Assert.Equal([0f, 1f, 2f, 3f, 4f], Values(cached));
        Assert.Equal(1, reads);
        Assert.True(cached.CanShuffle);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.Cache(cached, "Absent"));
    }

    [Fact]
    public void Columns_are_selected_and_dropped()
    {
        IDataView data = Rows(2);

        Assert.Equal(["Key"], Names(_ml.Transforms.DropColumns("Value").Fit(data).Transform(data)));
        Assert.Equal(["Key", "Value"], Names(_ml.Transforms.SelectColumns("Key", "Value").Fit(data).Transform(data)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.DropColumns("Absent").Fit(data));
    }

    private static float[] Values(IDataView data) => data.GetColumn<float>("Value").ToArray();

    private static uint[] Keys(IDataView data) => data.GetColumn<uint>("Key").ToArray();

    private static string[] Names(IDataView data) => data.Schema.Select(c => c.Name).ToArray();

    private IDataView Rows(int count)
        => _ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new Row { Value = i, Key = (uint)i % 5 }).ToList());

    private sealed class Row
    {
        public float Value { get; set; }

        [KeyType(5)]
        public uint Key { get; set; }
    }
}
