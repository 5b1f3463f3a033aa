using Microsoft.ML;
using Microsoft.ML.Data;

namespace Offline.MicrosoftML.Tests;

public class EnumerableTests
{
    private readonly MLContext _ml = new();

    [Fact]
    public void Members_become_columns_of_their_types()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new List<Row>());

        Assert.Equal(
            ["Text: String", "Number: Int32", "Known: Vector<Single, 2, 3>", "Any: Vector<Double>", "Renamed: Boolean", "Key: Key<UInt32, 0-2>"],
            data.Schema.Select(c => c.ToString()));
        Assert.Equal(0, data.GetRowCount());
    }

    [Fact]
    public void Keys_of_objects_begin_at_zero_those_of_views_at_one()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new uint[] { 0, 2, 3 }.Select(k => new Row { Key = k }));

        Assert.Equal([1u, 3u, 0u], data.GetColumn<uint>("Key"));
    }

    [Fact]
    public void Rows_become_objects_again()
    {
        var rows = new[] { new Row { Text = "a", Known = [1, 2, 3, 4, 5, 6], Any = [0.5] }, new Row { Text = null!, Any = null! } };

        Row[] read = _ml.Data.CreateEnumerable<Row>(_ml.Data.LoadFromEnumerable(rows.Take(1)), reuseRowObject: false).ToArray();

        Assert.Equal("a", read[0].Text);
        Assert.Equal(rows[0].Known, read[0].Known);
        Assert.Equal([""], _ml.Data.LoadFromEnumerable(rows.Skip(1)).GetColumn<string>("Text"));
        Assert.Equal([[]], _ml.Data.LoadFromEnumerable(rows.Skip(1)).GetColumn<double[]>("Any"));
    }

    [Fact]
    public void An_object_is_used_again_when_asked_for()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new Row { Number = 1 }, new Row { Number = 2 } });

        Assert.Single(_ml.Data.CreateEnumerable<Row>(data, reuseRowObject: true).Distinct().ToArray());
        Assert.Equal(2, _ml.Data.CreateEnumerable<Row>(data, reuseRowObject: false).Distinct().Count());
    }

    [Fact]
    public void A_missing_column_is_an_error_unless_ignored()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new { Number = 3 } });

        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.CreateEnumerable<Row>(data, reuseRowObject: false).ToArray());
        Assert.Equal(3, _ml.Data.CreateEnumerable<Row>(data, reuseRowObject: false, ignoreMissingColumns: true).Single().Number);
    }

    [Fact]
    public void A_definition_changes_names_and_types()
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Row));
        definition["Any"].ColumnType = new VectorDataViewType(NumberDataViewType.Double, 4);
        definition["Number"].ColumnName = "Count";
        definition["Text"].AddAnnotation("Unit", "metres", TextDataViewType.Instance);

        IDataView data = _ml.Data.LoadFromEnumerable(new List<Row>(), definition);

        Assert.Equal("Vector<Double, 4>", data.Schema["Any"].Type.ToString());
        Assert.Null(data.Schema.GetColumnOrNull("Number"));
        ReadOnlyMemory<char> unit = default;
        data.Schema["Text"].Annotations.GetValue("Unit", ref unit);
        Assert.Equal("metres", unit.ToString());
    }

    [Fact]
    public void A_schema_gives_types_and_annotations()
    {
        IDataView keyed = _ml.Data.LoadFromEnumerable(Point.Clusters());

        IDataView data = _ml.Data.LoadFromEnumerable(Point.Clusters(), keyed.Schema);

        Assert.Equal(keyed.Schema.Select(c => c.ToString()), data.Schema.Select(c => c.ToString()));
        Assert.Throws<InvalidOperationException>(() => _ml.Data.LoadFromEnumerable(new List<Row>(), keyed.Schema));
    }

    [Fact]
    public void Members_of_unknown_types_are_an_error()
        => Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.LoadFromEnumerable(new[] { new { Where = new Uri("http://localhost") } }));

    private sealed class Row
    {
        public const string Constant = "no column";

        public string Text { get; set; } = "";

        public int Number { get; set; }

        [VectorType(2, 3)]
        public float[] Known { get; set; } = [];

        public double[] Any { get; set; } = [];

        [ColumnName("Renamed")]
        public bool Flag { get; set; }

        [KeyType(3)]
        public uint Key { get; set; }

        [NoColumn]
        public Uri? Ignored { get; set; }
    }
}
