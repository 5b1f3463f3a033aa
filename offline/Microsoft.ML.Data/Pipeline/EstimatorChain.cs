using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public sealed class EstimatorChain<TLastTransformer> : IEstimator<TransformerChain<TLastTransformer>>
    where TLastTransformer : class, ITransformer
{
    private readonly IHost _host;
    private readonly Step[] _steps;

    public readonly IEstimator<TLastTransformer> LastEstimator;

    public EstimatorChain() => _steps = [];

    private EstimatorChain(IHostEnvironment env, Step[] steps)
    {
        _host = env?.Register("EstimatorChain");
        _steps = steps;
        LastEstimator = steps[^1].Estimator as IEstimator<TLastTransformer>;
    }

    public TransformerChain<TLastTransformer> Fit(IDataView input)
    {
        // Errors of the schema come before any work is done.
        GetOutputSchema(SchemaShape.Create(input.Schema));
        var transformers = new ITransformer[_steps.Length];
        for (int i = 0; i < _steps.Length; i++)
        {
            transformers[i] = _steps[i].Estimator.Fit(input);
            input = transformers[i] is ITransformerWithDifferentMappingAtTrainingTime training
                ? training.TransformForTrainingPipeline(input)
                : transformers[i].Transform(input);
            if (_steps[i].CacheAfter && i < _steps.Length - 1)
                input = new CacheDataView(_host, input, null);
        }

        return new TransformerChain<TLastTransformer>(transformers, _steps.Select(s => s.Scope));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => _steps.Aggregate(inputSchema, (shape, step) => step.Estimator.GetOutputSchema(shape));

    public EstimatorChain<TNewTrans> Append<TNewTrans>(IEstimator<TNewTrans> estimator, TransformerScope scope = TransformerScope.Everything)
        where TNewTrans : class, ITransformer
    {
        Contracts.CheckValue(estimator, nameof(estimator));
        return new EstimatorChain<TNewTrans>(_host,
            [.. _steps.Select(s => new EstimatorChain<TNewTrans>.Step(s.Estimator, s.Scope, s.CacheAfter)), new(estimator, scope, false)]);
    }

    public EstimatorChain<TLastTransformer> AppendCacheCheckpoint(IHostEnvironment env)
    {
        Contracts.CheckValue(env, nameof(env));
        if (_steps.Length == 0)
            throw new InvalidOperationException("Current estimator chain has no estimator, can't append cache checkpoint.");
        return _steps[^1].CacheAfter ? this : new EstimatorChain<TLastTransformer>(env, [.. _steps[..^1], _steps[^1] with { CacheAfter = true }]);
    }

    private readonly record struct Step(IEstimator<ITransformer> Estimator, TransformerScope Scope, bool CacheAfter);
}
