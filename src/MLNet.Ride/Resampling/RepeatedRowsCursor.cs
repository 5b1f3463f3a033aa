using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Ride.Resampling;

/// <summary>Iterates over the rows of a <see cref="RepeatedRowsView"/>.</summary>
internal sealed class RepeatedRowsCursor : DataViewRowCursor
{
    private readonly IDataView _source;
    private readonly DataViewSchema.Column[] _columns;
    private readonly HashSet<int> _active;
    private readonly int _passes;
    private readonly Func<int, RowRepeats> _repeatsOfPass;
    private DataViewRowCursor _input;
    private RowRepeats _repeats;
    private int _pass = 1;
    private int _row = -1;
    private int _repeat;
    private int _left;
    private long _position = -1;
    private bool _ended;

    public RepeatedRowsCursor(IDataView source, DataViewSchema.Column[] columns, int passes, Func<int, RowRepeats> repeatsOfPass)
    {
        _source = source;
        _columns = columns;
        _active = [.. columns.Select(c => c.Index)];
        _passes = passes;
        _repeatsOfPass = repeatsOfPass;
        _repeats = repeatsOfPass(_pass);
        _input = source.GetRowCursor(columns);
    }

    public override DataViewSchema Schema => _source.Schema;

    public override long Position => _position;

    public override long Batch => 0;

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

    public override bool MoveNext()
    {
        if (_ended)
        {
            return false;
        }

        if (_left > 0)
        {
            _left--;
            _repeat++;
        }
        else if (!MoveToNextRow())
        {
            End();
            return false;
        }

        _position++;
        return true;
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
        {
            throw new InvalidOperationException($"Column '{column.Name}' is not active: request it when you create the cursor.");
        }

        return OfPass(input => input.GetGetter<TValue>(input.Schema[column.Index]));
    }

    /// <summary>The first occurrence of a row keeps its ID; repetitions have derived IDs, so that all IDs are unique.</summary>
    public override ValueGetter<DataViewRowId> GetIdGetter()
    {
        ValueGetter<DataViewRowId> inputId = OfPass(input => input.GetIdGetter());
        return (ref DataViewRowId id) =>
        {
            inputId(ref id);
            if (_repeat > 0 || _pass > 1)
            {
                id = id.Combine(new DataViewRowId((ulong)_repeat, (ulong)_pass));
            }
        };
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            End();
        }

        base.Dispose(disposing);
    }

    // A getter belongs to the cursor of one pass over the source, but the returned getters must work for all passes.
    private ValueGetter<TValue> OfPass<TValue>(Func<DataViewRowCursor, ValueGetter<TValue>> make)
    {
        ValueGetter<TValue> getter = make(_input);
        int pass = _pass;
        return (ref TValue value) =>
        {
            if (_position < 0)
            {
                throw new InvalidOperationException("The cursor is not on a row: call MoveNext first.");
            }

            if (pass != _pass)
            {
                getter = make(_input);
                pass = _pass;
            }

            getter(ref value);
        };
    }

    private bool MoveToNextRow()
    {
        do
        {
            while (!_input.MoveNext())
            {
                Check(_row + 1 == _repeats.Rows);
                if (_pass == _passes)
                {
                    return false;
                }

                NextPass();
            }

            _row++;
            Check(_row < _repeats.Rows);
            _left = _repeats.Of(_row) - 1;
        }
        while (_left < 0);

        _repeat = 0;
        return true;
    }

    private void NextPass()
    {
        _input.Dispose();
        _pass++;
        _row = -1;
        _repeats = _repeatsOfPass(_pass);
        _input = _source.GetRowCursor(_columns);
    }

    private void Check(bool isUnchanged)
    {
        if (!isUnchanged)
        {
            throw new InvalidOperationException(
                $"The data had {_repeats.Rows} rows when the labels were read, but now has {(_row < _repeats.Rows ? "fewer" : "more")}. "
                + "Use data that is the same in every pass, or cache it with mlContext.Data.Cache.");
        }
    }

    private void End()
    {
        _ended = true;
        _position = -1;
        _input.Dispose();
    }
}
