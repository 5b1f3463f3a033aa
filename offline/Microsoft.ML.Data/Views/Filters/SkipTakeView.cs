using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Some rows, after leaving out the first ones.</summary>
internal sealed class SkipTakeView : IDataView
{
    private readonly IHost _host;
    private readonly IDataView _source;
    private readonly long _skip;
    private readonly long _take;

    public SkipTakeView(IHostEnvironment env, IDataView source, long skip, long take)
    {
        _host = env.Register("SkipTakeFilter");
        _source = source;
        _skip = skip;
        _take = take;
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema => _source.Schema;

    public long? GetRowCount() => _source.GetRowCount() is { } count ? Math.Min(Math.Max(0, count - _skip), _take) : null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        bool[] active = ActiveColumns.Of(columnsNeeded, Schema);
        return new Cursor(this, _source.GetRowCursor(Schema.Where(c => active[c.Index])), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(SkipTakeView view, DataViewRowCursor input, bool[] active) : FilteringCursorBase(view._host, input, active)
    {
        private long _toSkip = view._skip;
        private long _left = view._take;

        public override long Batch => 0;

        protected override bool MoveNextCore()
        {
            if (_left-- <= 0)
                return false;
            for (; _toSkip > 0; _toSkip--)
            {
                if (!Input.MoveNext())
                    return false;
            }

            return Input.MoveNext();
        }
    }
}
