using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tests.Resampling;

/// <summary>A resampled view behaves as data views do.</summary>
public sealed class ResampledViewTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void The_same_seed_gives_the_same_rows_and_another_one_others()
    {
        IDataView rows = ClassRows.Load(_ml, 40, 10, 3);
        int[] first = ClassRows.Numbers(_ml.Data.ResampleByClass(rows, seed: 5));
        Assert.Equal(first, ClassRows.Numbers(new MLContext(seed: 99).Data.ResampleByClass(rows, seed: 5)));
        Assert.NotEqual(first, ClassRows.Numbers(_ml.Data.ResampleByClass(rows, seed: 6)));
        Assert.Equal(
            ClassRows.Numbers(new MLContext(seed: 2).Data.ResampleByClass(rows)), ClassRows.Numbers(new MLContext(seed: 2).Data.ResampleByClass(rows)));
    }

    [Fact]
    public void Several_cursors_at_once_give_the_same_rows_in_source_order()
    {
        IDataView rows = _ml.Data.ResampleByClass(ClassRows.Load(_ml, 40, 10, 3), seed: 5);
        int[] expected = ClassRows.Numbers(rows);
        Assert.Equal(expected.Order(), expected);
        Assert.Equal(53, rows.GetRowCount());
        using DataViewRowCursor a = rows.GetRowCursor(rows.Schema, new Random(1));
        using DataViewRowCursor b = rows.GetRowCursorSet(rows.Schema, 4)[0];
        ValueGetter<int> ofA = a.GetGetter<int>(rows.Schema["Number"]);
        ValueGetter<int> ofB = b.GetGetter<int>(rows.Schema["Number"]);
        for (int i = 0; i < expected.Length; i++)
        {
            int x = 0, y = 0;
            Assert.True(a.MoveNext() && b.MoveNext());
            ofA(ref x);
            ofB(ref y);
            Assert.Equal((expected[i], expected[i], (long)i), (x, y, a.Position));
        }

        Assert.False(a.MoveNext());
        Assert.Equal(-1, a.Position);
        Assert.False(a.MoveNext());
    }

    [Fact]
    public void Ids_are_unique_over_repetitions_and_epochs_and_stay_the_same()
    {
        IDataView rows = _ml.Data.ResampleByClass(ClassRows.Load(_ml, 40, 10, 3), seed: 5, epochs: 3);
        List<DataViewRowId> ids = Ids(rows);
        Assert.Equal(159, ids.Count);
        Assert.Equal(159, ids.Distinct().Count());
        Assert.Equal(ids, Ids(rows));
    }

    [Fact]
    public void Epochs_are_drawn_anew()
    {
        int[] numbers = ClassRows.Numbers(_ml.Data.ResampleByClass(ClassRows.Load(_ml, 40, 10, 3), seed: 5, epochs: 2));
        Assert.Equal(106, numbers.Length);
        Assert.NotEqual(numbers[..53], numbers[53..]);
    }

    [Fact]
    public void Only_the_label_is_read_at_first_and_then_only_what_is_asked_for()
    {
        var source = new CountingView(ClassRows.Load(_ml, 4, 2));
        IDataView rows = _ml.Data.ResampleByClass(source, seed: 1);
        Assert.Equal(["Label"], source.Asked);
        Assert.Equal(6, source.RowsRead);
        _ = ClassRows.Numbers(rows);
        Assert.Equal(["Number"], source.Asked);
        using DataViewRowCursor cursor = rows.GetRowCursor([rows.Schema["Number"]]);
        Assert.True(cursor.IsColumnActive(rows.Schema["Number"]));
        Assert.False(cursor.IsColumnActive(rows.Schema["Label"]));
        Assert.Contains("not active", Assert.Throws<InvalidOperationException>(
            () => cursor.GetGetter<ReadOnlyMemory<char>>(rows.Schema["Label"])).Message);
        ValueGetter<int> getter = cursor.GetGetter<int>(rows.Schema["Number"]);
        int value = 0;
        Assert.Contains("MoveNext", Assert.Throws<InvalidOperationException>(() => getter(ref value)).Message);
    }

    [Fact]
    public void Rows_come_one_by_one_and_none_is_held()
    {
        int made = 0;
        IEnumerable<ClassRow> Source()
        {
            foreach (ClassRow row in ClassRows.Make(100, 5))
            {
                made++;
                yield return row;
            }
        }

        IDataView rows = _ml.Data.ResampleByClass(_ml.Data.LoadFromEnumerable(Source()), seed: 1);
        made = 0;
        using DataViewRowCursor cursor = rows.GetRowCursor(rows.Schema);
        Assert.True(cursor.MoveNext());
        Assert.InRange(made, 1, 20);
    }

    [Fact]
    public void Labels_may_be_keys_text_integers_or_booleans_and_missing_ones_are_left_out()
    {
        TypedRow[] typed =
        [
            new() { Text = "a", Number = -1, Flag = true }, new() { Text = "a", Number = -1, Flag = true },
            new() { Text = "a", Number = 7, Flag = true }, new() { Text = string.Empty, Number = 7, Flag = false },
        ];
        IDataView rows = _ml.Data.LoadFromEnumerable(typed);
        rows = _ml.Transforms.Conversion.MapValueToKey("Key", "Text").Fit(rows).Transform(rows);
        Assert.Equal(["a", "a", "a"], _ml.Data.ResampleByClass(rows, "Text", seed: 1).GetColumn<string>("Text"));
        Assert.Equal([1u, 1u, 1u], _ml.Data.ResampleByClass(rows, "Key", seed: 1).GetColumn<uint>("Key"));
        Assert.Equal([-1, -1, 7, 7], _ml.Data.ResampleByClass(rows, "Number", seed: 1).GetColumn<int>("Number"));
        Assert.Equal(2, _ml.Data.ResampleByClass(rows, "Flag", seed: 1).GetColumn<bool>("Flag").Count(f => f));
    }

    [Fact]
    public void Key_classes_without_rows_are_no_classes()
    {
        IDataView rows = _ml.Data.FilterRowsByKeyColumnFraction(ClassRows.LoadKeys(_ml, 6, 9, 3), "Label", 0, 0.67);
        Assert.Equal(12, _ml.Data.ResampleByClass(rows, seed: 1, epochLength: EpochLength.LargestClass).GetRowCount() - 6);
    }

    [Fact]
    public void Data_that_change_between_passes_are_reported()
    {
        int pass = 0;
        IEnumerable<ClassRow> Source() => ClassRows.Make(pass++ == 0 ? 5 : 4, 2);
        IDataView rows = _ml.Data.ResampleByClass(_ml.Data.LoadFromEnumerable(Fresh(Source)), seed: 1);
        Assert.Contains("had 7 rows", Assert.Throws<InvalidOperationException>(() => ClassRows.Numbers(rows)).Message);
    }

    private static IEnumerable<ClassRow> Fresh(Func<IEnumerable<ClassRow>> source)
    {
        foreach (ClassRow row in source())
        {
            yield return row;
        }
    }

    private static List<DataViewRowId> Ids(IDataView rows)
    {
        var ids = new List<DataViewRowId>();
        using DataViewRowCursor cursor = rows.GetRowCursor([]);
        ValueGetter<DataViewRowId> getter = cursor.GetIdGetter();
        while (cursor.MoveNext())
        {
            DataViewRowId id = default;
            getter(ref id);
            ids.Add(id);
        }

        return ids;
    }

    private sealed class TypedRow
    {
        public string Text { get; set; } = string.Empty;

        public int Number { get; set; }

        public bool Flag { get; set; }
    }
}
