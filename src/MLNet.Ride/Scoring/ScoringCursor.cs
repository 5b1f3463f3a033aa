using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Inputs;

namespace MLNet.Ride.Scoring;

/// <summary>
/// Reads the input in batches: copies the requested columns, scores them, and then returns the rows one by one.
/// </summary>
internal sealed class ScoringCursor : DataViewRowCursor
{
    private readonly IRowScorer _model;
    private readonly IDataView _view;
    private readonly DataViewRowCursor _input;
    private readonly ActiveColumns _active;
    private readonly Dictionary<int, BatchColumn> _columns;
    private readonly Func<RowInput>? _nextInput;
    private readonly ValueGetter<DataViewRowId> _inputId;
    private readonly RowMark[] _marks;
    private readonly List<RowInput> _inputs = [];
    private IReadOnlyList<Prediction> _predictions = [];
    private int _count;
    private int _index = -1;
    private long _position = -1;
    private bool _ended;

    public ScoringCursor(IRowScorer model, DataViewSchema schema, IDataView input, ActiveColumns active, Random? rand)
    {
        _model = model;
        _view = input;
        _input = input.GetRowCursor(active.FromInput, rand);
        _active = active;
        Schema = schema;
        _marks = new RowMark[model.BatchSize];
        _columns = active.PassedOn.ToDictionary(c => c.Index, c => BatchColumn.Create(_input, c, _marks.Length));
        _nextInput = active.Source?.InputReader(_input);
        _inputId = _input.GetIdGetter();
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _position;

    public override long Batch => _position < 0 ? 0 : _marks[_index].Batch;

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column);

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = _marks[Current()].Id;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        _active.Require(column);
        Delegate getter = column.Index < _active.InputCount
            ? _columns[column.Index].Getter(Current)
            : ScoreColumns.Getter(column.Index - _active.InputCount, () => _predictions[Current()]);
        return getter.As<TValue>(column);
    }

    public override bool MoveNext()
    {
        if (_ended)
        {
            return false;
        }

        if (++_index < _count)
        {
            _position++;
            return true;
        }

        // Ended until the next batch is complete, so that after an error no row of the previous batch is left.
        long position = _position;
        (_ended, _position) = (true, -1);
        if (!ReadBatch())
        {
            return false;
        }

        (_ended, _position) = (false, position + 1);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _ended = true;
            _position = -1;
            foreach (BatchColumn column in _columns.Values)
            {
                column.Dispose();
            }

            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool ReadBatch()
    {
        _index = 0;
        _count = 0;
        _inputs.Clear();
        while (_count < _marks.Length && MoveInput())
        {
            foreach (BatchColumn column in _columns.Values)
            {
                column.Take(_count);
            }

            if (_nextInput is not null)
            {
                _inputs.Add(_nextInput());
            }

            _marks[_count].Batch = _input.Batch;
            _inputId(ref _marks[_count].Id);
            _count++;
        }

        _predictions = _inputs.Count == 0 ? [] : _model.Predict(_inputs);
        return _count > 0;
    }

    private bool MoveInput() => _active.Source?.MoveNext(_input, _view) ?? _input.MoveNext();

    private int Current() => _position >= 0 ? _index : throw new InvalidOperationException("The cursor is not on a row: call MoveNext first.");

    private struct RowMark
    {
        public long Batch;
        public DataViewRowId Id;
    }
}
