using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A view with the columns that a row mapper adds; also the mapper of single rows.</summary>
internal sealed class RowToRowMapperTransform : IDataView, IRowToRowMapper
{
    private readonly IHost _host;
    private readonly IDataView _source;
    private readonly IRowMapper _mapper;
    private readonly ColumnBindings _bindings;

    public RowToRowMapperTransform(IHostEnvironment env, IDataView input, IRowMapper mapper)
    {
        _host = env.Register("RowToRowMapperTransform");
        _source = input;
        _mapper = mapper;
        _bindings = new ColumnBindings(input.Schema, mapper.GetOutputColumns());
    }

    public bool CanShuffle => _source.CanShuffle;

    public DataViewSchema Schema => _bindings.Schema;

    public DataViewSchema InputSchema => _source.Schema;

    public DataViewSchema OutputSchema => _bindings.Schema;

    public long? GetRowCount() => _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        bool[] active = ActiveColumns.Of(columnsNeeded, Schema);
        return new Cursor(this, _source.GetRowCursor(InputColumns(active), rand), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        bool[] active = ActiveColumns.Of(columnsNeeded, Schema);
        return _source.GetRowCursorSet(InputColumns(active), n, rand).Select(c => (DataViewRowCursor)new Cursor(this, c, active)).ToArray();
    }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => InputColumns(ActiveColumns.Of(dependingColumns, Schema));

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        _host.CheckValue(input, nameof(input));
        _host.CheckValue(activeColumns, nameof(activeColumns));
        _host.Check(input.Schema == InputSchema, "Schema of input row must be the same as the schema the mapper is bound to");
        return new Row(this, input, ActiveColumns.Of(activeColumns, Schema));
    }

    private static ValueGetter<TValue> Typed<TValue>(Delegate getter)
        => getter as ValueGetter<TValue> ?? throw Contracts.Except($"Invalid TValue in GetGetter: '{typeof(TValue)}', "
            + $"expected type: '{getter.GetType().GetGenericArguments()[0]}'.");

    private Func<int, bool> ActiveOutputs(bool[] active)
        => i => i >= 0 && i < _bindings.AddedIndices.Length && active[_bindings.AddedIndices[i]];

    private DataViewSchema.Column[] InputColumns(bool[] active)
    {
        bool[] handedOn = _bindings.ActiveInput(active);
        Func<int, bool> needed = _mapper.GetDependencies(ActiveOutputs(active));
        return InputSchema.Where(c => handedOn[c.Index] || needed(c.Index)).ToArray();
    }

    private sealed class Row : WrappingRow
    {
        private readonly RowToRowMapperTransform _parent;
        private readonly Delegate[] _getters;
        private readonly Action _disposer;

        public Row(RowToRowMapperTransform parent, DataViewRow input, bool[] active) : base(input)
        {
            _parent = parent;
            _getters = parent._mapper.CreateGetters(input, parent.ActiveOutputs(active), out _disposer);
        }

        public override DataViewSchema Schema => _parent.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column)
        {
            int index = _parent._bindings.Map(column.Index, out bool isInput);
            return isInput ? Input.IsColumnActive(Input.Schema[index]) : _getters[index] != null;
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            int index = _parent._bindings.Map(column.Index, out bool isInput);
            return isInput ? Input.GetGetter<TValue>(Input.Schema[index]) : Typed<TValue>(_getters[index]);
        }

        protected override void DisposeCore(bool disposing)
        {
            if (disposing)
                _disposer?.Invoke();
        }
    }

    private sealed class Cursor : SynchronizedCursorBase
    {
        private readonly RowToRowMapperTransform _parent;
        private readonly bool[] _active;
        private readonly Delegate[] _getters;
        private readonly Action _disposer;
        private bool _disposed;

        public Cursor(RowToRowMapperTransform parent, DataViewRowCursor input, bool[] active) : base(input)
        {
            _parent = parent;
            _active = active;
            _getters = parent._mapper.CreateGetters(input, parent.ActiveOutputs(active), out _disposer);
        }

        public override DataViewSchema Schema => _parent.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column)
        {
            _parent._host.Check(column.Index < _active.Length);
            return _active[column.Index];
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            _parent._host.Check(IsColumnActive(column));
            int index = _parent._bindings.Map(column.Index, out bool isInput);
            return isInput ? Input.GetGetter<TValue>(Input.Schema[index]) : Typed<TValue>(_getters[index]);
        }

        protected override void Dispose(bool disposing)
        {
            if (_disposed)
                return;
            _disposed = true;
            if (disposing)
                _disposer?.Invoke();
            base.Dispose(disposing);
        }
    }
}
