using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public abstract class PredictionEngineBase<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly InputRow<TSrc> _inputRow;
    private readonly Action<TDst> _fill;
    private readonly ITransformer _transformer;
    private readonly bool _ownsTransformer;
    private bool _disposed;

    private protected PredictionEngineBase(IHostEnvironment env, ITransformer transformer, PredictionEngineOptions options)
    {
        Contracts.CheckValue(env, nameof(env));
        env.CheckValue(transformer, nameof(transformer));
        env.CheckParam(transformer.IsRowToRowMapper, nameof(transformer), "Must be a row to row mapper");
        _transformer = transformer;
        _ownsTransformer = options.OwnsTransformer;
        _inputRow = new InputRow<TSrc>(env, options.InputSchemaDefinition);
        IRowToRowMapper mapper = transformer.GetRowToRowMapper(_inputRow.Schema);
        var reader = new TypedReader<TDst>(env, mapper.OutputSchema, options.IgnoreMissingColumns, options.OutputSchemaDefinition);
        _fill = reader.Filler(mapper.GetRow(_inputRow, mapper.OutputSchema));
        OutputSchema = transformer.GetOutputSchema(_inputRow.Schema);
    }

    public DataViewSchema OutputSchema { get; }

    public TDst Predict(TSrc example)
    {
        var prediction = new TDst();
        Predict(example, ref prediction);
        return prediction;
    }

    public abstract void Predict(TSrc example, ref TDst prediction);

    public void Dispose()
    {
        if (_disposed)
            return;
        _inputRow.Dispose();
        if (_ownsTransformer)
            (_transformer as IDisposable)?.Dispose();
        _disposed = true;
    }

    private protected void ExtractValues(TSrc example) => _inputRow.ExtractValues(example);

    private protected void FillValues(TDst prediction) => _fill(prediction);
}
