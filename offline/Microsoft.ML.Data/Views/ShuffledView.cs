using Microsoft.ML.Internal.Utilities;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Draws rows at random from a pool that the source's rows pass through.</summary>
internal sealed class ShuffledView : IDataView
{
    private readonly IHost _host;
    private readonly IDataView _source;
    private readonly int _poolSize;
    private readonly bool _shuffleSource;
    private readonly int _seed;

    public ShuffledView(IHostEnvironment env, IDataView source, int? seed, int poolSize, bool shuffleSource)
    {
        _host = env.Register("Shuffle");
        int[] kept = source.Schema.Where(c => c.Type is PrimitiveDataViewType or VectorDataViewType).Select(c => c.Index).ToArray();
        _source = kept.Length == source.Schema.Count ? source : new ColumnSubsetView(source, kept);
        _poolSize = poolSize;
        _shuffleSource = shuffleSource;
        _seed = seed ?? _host.Rand.Next();
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema => _source.Schema;

    public long? GetRowCount() => _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        bool[] active = ActiveColumns.Of(columnsNeeded, Schema);
        Random random = rand ?? RandomUtils.Create(_seed);
        DataViewRowCursor input = _source.GetRowCursor(Schema.Where(c => active[c.Index]), _shuffleSource ? RandomUtils.Create(random) : null);
        return _poolSize == 1 ? input : new Cursor(_host, input, active, _poolSize, random);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : FilteringCursorBase
    {
        private readonly IHost _host;
        private readonly Random _random;
        private readonly PoolColumn[] _pool;
        private readonly PoolColumn _ids;
        private readonly List<int> _free;
        private readonly List<int> _full = [];
        private int _current = -1;

        public Cursor(IHost host, DataViewRowCursor input, bool[] active, int poolSize, Random random) : base(host, input, active)
        {
            _host = host;
            _random = random;
            // One slot more than the pool holds: that of the current row.
            _pool = input.Schema.Select(c => active[c.Index]
                ? Generic.Call<PoolColumn>(PoolColumn.Make<int>, c.Type.RawType, input, c, poolSize + 1)
                : null).ToArray();
            _ids = new PoolColumn.Typed<DataViewRowId>(input.GetIdGetter(), poolSize + 1);
            _free = Enumerable.Range(0, poolSize + 1).ToList();
        }

        public override long Batch => 0;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            _host.Check(IsColumnActive(column));
            var values = _pool[column.Index] as PoolColumn.Typed<TValue> ?? throw _host.Except($"Invalid TValue in GetGetter: '{typeof(TValue)}'");
            return Getter(values);
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => Getter((PoolColumn.Typed<DataViewRowId>)_ids);

        protected override bool MoveNextCore()
        {
            if (_current >= 0)
                _free.Add(_current);
            while (_free.Count > 1 && Input.MoveNext())
            {
                int slot = _free[^1];
                _free.RemoveAt(_free.Count - 1);
                foreach (PoolColumn column in _pool)
                    column?.Fill(slot);
                _ids.Fill(slot);
                _full.Add(slot);
            }

            if (_full.Count == 0)
                return false;
            int drawn = _random.Next(_full.Count);
            _current = _full[drawn];
            _full[drawn] = _full[^1];
            _full.RemoveAt(_full.Count - 1);
            return true;
        }

        private ValueGetter<TValue> Getter<TValue>(PoolColumn.Typed<TValue> values) => (ref TValue value) =>
        {
            _host.Check(IsGood, CursorErrors.NoCurrentRow);
            values.Copy(_current, ref value);
        };
    }
}
