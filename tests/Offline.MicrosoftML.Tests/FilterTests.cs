using Microsoft.ML;
using Microsoft.ML.Data;

namespace Offline.MicrosoftML.Tests;

public class FilterTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Rows_with_missing_values_are_left_out()
    {
        IDataView data = Rows();

        Assert.Equal([0, 2, 3], Numbers(_ml.Data.FilterRowsByMissingValues(data, "Value")));
        Assert.Equal([0, 1, 2], Numbers(_ml.Data.FilterRowsByMissingValues(data, "Vector")));
        Assert.Equal([0], Numbers(_ml.Data.FilterRowsByMissingValues(Keyed(data), "Value", "Vector", "Key")));
        Assert.True(_ml.Data.FilterRowsByMissingValues(_ml.Data.Cache(data), "Value").CanShuffle);
        Assert.ThrowsAny<ArgumentException>(() => _ml.Data.FilterRowsByMissingValues(data));
        Assert.ThrowsAny<ArgumentException>(() => _ml.Data.FilterRowsByMissingValues(data, "Absent"));
        Assert.ThrowsAny<ArgumentException>(() => _ml.Data.FilterRowsByMissingValues(data, "Text"));
        Assert.ThrowsAny<ArgumentException>(() => _ml.Data.FilterRowsByMissingValues(data, "Value", "Value"));
    }

    [Fact]
    public void Rows_for_which_a_predicate_holds_are_dropped()
    {
        IDataView odd = _ml.Data.FilterByCustomPredicate<OnlyNumber>(Rows(), row => row.Number % 2 == 0);

        Assert.Equal([1, 3], Numbers(odd));
        Assert.Equal(["b", "d"], odd.GetColumn<string>("Text"));
        Assert.Null(odd.GetRowCount());
        Assert.ThrowsAny<ArgumentException>(() => _ml.Data.FilterByCustomPredicate<Absent>(Rows(), _ => true));
    }

    [Fact]
    public void A_preview_holds_the_first_rows()
    {
        DataDebuggerPreview preview = Rows().Preview(maxRows: 2);

        Assert.Equal("4 columns, 2 rows", preview.ToString());
        Assert.Equal([0, 1], preview.ColumnView.Single(c => c.Column.Name == "Number").Values.Cast<int>());
        Assert.Equal(["Number", "Text", "Value", "Vector"], preview.RowView[1].Values.Select(v => v.Key).Order());
        Assert.Equal("b", preview.RowView[1].Values.Single(v => v.Key == "Text").Value.ToString());
        Assert.Equal(5, _ml.Transforms.CopyColumns("Copy", "Text").Preview(Rows(), maxRows: 3, maxTrainingRows: 1).Schema.Count);
        Assert.Equal(5, _ml.Transforms.CopyColumns("Copy", "Text").Fit(Rows()).Preview(Rows()).ColumnView.Length);
        Assert.ThrowsAny<ArgumentException>(() => Rows().Preview(-1));
    }

    private static int[] Numbers(IDataView data) => [.. data.GetColumn<int>("Number")];

    private IDataView Keyed(IDataView data)
    {
        IDataView known = _ml.Data.TakeRows(data, 1);
        return _ml.Transforms.Conversion.MapValueToKey("Key", "Text").Fit(known).Transform(data);
    }

    private IDataView Rows() => _ml.Data.LoadFromEnumerable(new List<Row>
    {
        new() { Number = 0, Text = "a", Value = 1, Vector = [1, 2] },
        new() { Number = 1, Text = "b", Value = float.NaN, Vector = [1, 2] },
        new() { Number = 2, Text = "c", Value = 3, Vector = [0, 0] },
        new() { Number = 3, Text = "d", Value = 4, Vector = [1, double.NaN] },
    });

    private sealed class Row
    {
        public int Number { get; set; }

        public string Text { get; set; } = "";

        public float Value { get; set; }

        [VectorType(2)]
        public double[] Vector { get; set; } = [];
    }

    private sealed class OnlyNumber
    {
        public int Number { get; set; }
    }

    private sealed class Absent
    {
        public int Missing { get; set; }
    }
}
