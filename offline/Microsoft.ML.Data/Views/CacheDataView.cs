using Microsoft.ML.Internal.Utilities;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Keeps each column in memory from its first use on; columns of registered types, such as images, are left out.</summary>
internal sealed class CacheDataView : IDataView
{
    private readonly IHost _host;
    private readonly IDataView _source;
    private readonly object _lock = new();
    private readonly Array[] _columns;
    private int? _rowCount;

    public CacheDataView(IHostEnvironment env, IDataView input, int[] prefetch)
    {
        _host = env.Register("Cache");
        int[] kept = input.Schema.Where(c => c.Type is PrimitiveDataViewType or VectorDataViewType).Select(c => c.Index).ToArray();
        _source = kept.Length == input.Schema.Count ? input : new ColumnSubsetView(input, kept);
        _columns = new Array[_source.Schema.Count];
        if (prefetch is { Length: > 0 })
            Load(prefetch.Select(i => Array.IndexOf(kept, i)).Where(i => i >= 0).ToArray());
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema => _source.Schema;

    public long? GetRowCount() => _rowCount ?? _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        bool[] active = ActiveColumns.Of(columnsNeeded, Schema);
        Load(Enumerable.Range(0, active.Length).Where(i => active[i]).ToArray());
        return new ArrayDataView(_host, Schema, _columns, _rowCount.Value).GetRowCursor(Schema.Where(c => active[c.Index]), rand);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private void Load(int[] wanted)
    {
        lock (_lock)
        {
            int[] missing = wanted.Where(i => _columns[i] == null).ToArray();
            if (missing.Length == 0 && _rowCount != null)
                return;
            using DataViewRowCursor cursor = _source.GetRowCursor(missing.Select(i => Schema[i]));
            ColumnCollector[] collectors = missing.Select(i => Generic.Call<ColumnCollector>(ColumnCollector.Make<int>, Schema[i].Type.RawType,
                cursor, Schema[i])).ToArray();
            int rows = 0;
            for (; cursor.MoveNext(); rows++)
            {
                foreach (ColumnCollector collector in collectors)
                    collector.Add();
            }

            for (int i = 0; i < missing.Length; i++)
                _columns[missing[i]] = collectors[i].ToArray();
            _rowCount = rows;
        }
    }
}
