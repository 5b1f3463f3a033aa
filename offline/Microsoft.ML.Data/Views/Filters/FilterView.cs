using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The rows of another view that pass a test.</summary>
internal sealed class FilterView : IDataView
{
    private readonly IHost _host;
    private readonly IDataView _source;
    private readonly DataViewSchema.Column[] _tested;
    private readonly Func<DataViewRow, Func<bool>> _makeTest;

    /// <summary>A test that counts rows needs them in their order: such a view is never shuffled.</summary>
    public FilterView(IHostEnvironment env, IDataView source, bool canShuffle, DataViewSchema.Column[] tested, Func<DataViewRow, Func<bool>> makeTest)
    {
        _host = env.Register("Filter");
        _source = source;
        CanShuffle = canShuffle && source.CanShuffle;
        _tested = tested;
        _makeTest = makeTest;
    }

    public bool CanShuffle { get; }

    public DataViewSchema Schema => _source.Schema;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        bool[] active = ActiveColumns.Of(columnsNeeded, Schema);
        IEnumerable<DataViewSchema.Column> inputs = Schema.Where(c => active[c.Index] || _tested.Any(t => t.Index == c.Index)).ToArray();
        return new Cursor(_host, _source.GetRowCursor(inputs, CanShuffle ? rand : null), active, _makeTest);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(IHost host, DataViewRowCursor input, bool[] active, Func<DataViewRow, Func<bool>> makeTest)
        : FilteringCursorBase(host, input, active)
    {
        private readonly Func<bool> _test = makeTest(input);

        protected override bool MoveNextCore()
        {
            while (Input.MoveNext())
            {
                if (_test())
                    return true;
            }

            return false;
        }
    }
}
