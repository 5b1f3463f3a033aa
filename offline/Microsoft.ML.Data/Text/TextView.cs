using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The lines of text files as rows of text.</summary>
internal sealed class TextView(IHost host, DataViewSchema schema, int[] fields, char separator, bool hasHeader, IMultiStreamSource files) : IDataView
{
    private IHost Host => host;

    private int[] Fields => fields;

    public bool CanShuffle => false;

    public DataViewSchema Schema => schema;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => new Cursor(this, ActiveColumns.Of(columnsNeeded, schema));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private IEnumerable<string[]> Rows()
    {
        for (int file = 0; file < files.Count; file++)
        {
            using TextReader reader = files.OpenTextReader(file);
            bool began = false;
            while (reader.ReadLine() is { } line)
            {
                // Lines with # are comments only before the first line of data, which is the header where there is one.
                if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal) || (!began && line[0] == '#'))
                    continue;
                bool isHeader = !began && hasHeader;
                began = true;
                if (!isHeader)
                    yield return line.Split(separator);
            }
        }
    }

    private sealed class Cursor(TextView view, bool[] active) : RootCursorBase
    {
        private readonly TextView _view = view;
        private readonly IEnumerator<string[]> _rows = view.Rows().GetEnumerator();

        public override DataViewSchema Schema => _view.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            _view.Host.CheckParam(IsColumnActive(column), nameof(column), "requested column not active");
            int field = _view.Fields[column.Index];
            ValueGetter<ReadOnlyMemory<char>> getter = (ref ReadOnlyMemory<char> value) =>
            {
                _view.Host.Check(IsGood, CursorErrors.NoCurrentRow);
                value = field < _rows.Current.Length ? _rows.Current[field].TrimStart(' ').AsMemory() : default;
            };
            return getter as ValueGetter<TValue> ?? throw _view.Host.Except($"Invalid TValue: '{typeof(TValue)}'");
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) =>
        {
            _view.Host.Check(IsGood, CursorErrors.NoCurrentRow);
            id = new DataViewRowId((ulong)Position, 0);
        };

        protected override bool MoveNextCore() => _rows.MoveNext();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _rows.Dispose();
            base.Dispose(disposing);
        }
    }
}
