using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Inputs;

namespace MLNet.Ride.Scoring;

/// <summary>Scores row by row, for a prediction engine.</summary>
internal sealed class ScoringRowMapper(IRowScorer model, DataViewSchema input) : IRowToRowMapper
{
    public DataViewSchema InputSchema { get; } = input;

    public DataViewSchema OutputSchema { get; } = model.GetOutputSchema(input);

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => new ActiveColumns(model, InputSchema, dependingColumns).FromInput;

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new Row(model, OutputSchema, input, new ActiveColumns(model, InputSchema, activeColumns));
    }

    private sealed class Row(IRowScorer model, DataViewSchema schema, DataViewRow input, ActiveColumns active) : DataViewRow
    {
        private readonly Func<RowInput>? _input = active.Source?.InputReader(input);
        private Prediction _prediction;
        private long _predicted = long.MinValue;

        public override DataViewSchema Schema => schema;

        public override long Position => input.Position;

        public override long Batch => input.Batch;

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            active.Require(column);
            return column.Index < active.InputCount
                ? input.GetGetter<TValue>(input.Schema[column.Index])
                : ScoreColumns.Getter(column.Index - active.InputCount, Predict).As<TValue>(column);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                input.Dispose();
            }

            base.Dispose(disposing);
        }

        private Prediction Predict()
        {
            if (_predicted != input.Position)
            {
                _prediction = model.Predict([_input!()])[0];
                _predicted = input.Position;
            }

            return _prediction;
        }
    }
}
