using Microsoft.ML;
using Microsoft.ML.Data;

namespace Offline.MicrosoftML.Tests;

public class CursorTests
{
    private readonly MLContext _ml = new();

    public static TheoryData<string> Views => ["objects", "mapped", "cached", "taken", "binary"];

    [Theory]
    [MemberData(nameof(Views))]
    public void A_column_that_was_not_asked_for_has_no_getter(string view)
    {
        IDataView data = Make(view);
        using DataViewRowCursor cursor = data.GetRowCursor([data.Schema["Label"]]);

        Assert.True(cursor.IsColumnActive(data.Schema["Label"]));
        Assert.False(cursor.IsColumnActive(data.Schema["Features"]));
        Assert.ThrowsAny<Exception>(() => cursor.GetGetter<VBuffer<float>>(data.Schema["Features"]));
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void A_getter_of_another_type_is_refused(string view)
    {
        IDataView data = Make(view);
        using DataViewRowCursor cursor = data.GetRowCursor(data.Schema);

        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<float>(data.Schema["Label"]));
    }

    [Theory]
    [InlineData("cached")]
    [InlineData("binary")]
    public void There_is_no_value_outside_the_rows(string view)
    {
        IDataView data = Make(view);
        using DataViewRowCursor cursor = data.GetRowCursor(data.Schema);
        ValueGetter<ReadOnlyMemory<char>> get = cursor.GetGetter<ReadOnlyMemory<char>>(data.Schema["Label"]);
        ReadOnlyMemory<char> value = default;

        Assert.Equal(-1, cursor.Position);
        Assert.ThrowsAny<Exception>(() => get(ref value));
        while (cursor.MoveNext())
            get(ref value);
        Assert.Equal(-1, cursor.Position);
        Assert.False(cursor.MoveNext());
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void Rows_come_in_order_with_their_ids(string view)
    {
        IDataView data = Make(view);
        using DataViewRowCursor cursor = data.GetRowCursor(data.Schema);
        ValueGetter<DataViewRowId> getId = cursor.GetIdGetter();
        DataViewRowId id = default;
        var ids = new List<(long, ulong)>();
        while (cursor.MoveNext())
        {
            getId(ref id);
            ids.Add((cursor.Position, id.Low));
        }

        Assert.Equal(Enumerable.Range(0, 12).Select(i => ((long)i, (ulong)i)), ids);
    }

    [Fact]
    public void A_column_of_another_schema_is_refused()
    {
        IDataView data = Make("objects");
        var wider = new DataViewSchema.Builder();
        wider.AddColumns(data.Schema);
        wider.AddColumn("More", NumberDataViewType.Single);

        Assert.Throws<InvalidOperationException>(() => data.GetRowCursor(wider.ToSchema()));
    }

    [Fact]
    public void A_null_row_is_an_error()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new Point[] { null! });
        using DataViewRowCursor cursor = data.GetRowCursor(data.Schema);

        Assert.Throws<InvalidOperationException>(() => cursor.MoveNext());
    }

    private IDataView Make(string view)
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Point.Clusters());
        switch (view)
        {
            case "mapped":
                return _ml.Transforms.CopyColumns("More", "Features").Fit(data).Transform(data);
            case "cached":
                return _ml.Data.Cache(data);
            case "taken":
                return _ml.Data.TakeRows(data, 100);
            case "binary":
                return Binary.RoundTrip(_ml, data);
            default:
                return data;
        }
    }
}
