using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNet.Ride.Resampling;

[assembly: LoadableClass(
    typeof(ResampleByClassTransformer), null, typeof(SignatureLoadModel), "Resampling by class", ResamplingFile.LoaderSignature)]

namespace MLNet.Ride.Resampling;

/// <summary>
/// The fitted step of <see cref="ResampleByClassEstimator"/>: it passes every row through unchanged and needs no label. It resamples rows
/// for later steps only while the pipeline is fitted.
/// </summary>
internal sealed class ResampleByClassTransformer : ITransformerWithDifferentMappingAtTrainingTime
{
    private readonly IHostEnvironment _environment;
    private readonly ResamplingSettings _settings;

    internal ResampleByClassTransformer(IHostEnvironment environment, ResamplingSettings settings)
    {
        _environment = environment;
        _settings = settings;
    }

    /// <inheritdoc/>
    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>Returns the schema unchanged.</summary>
    /// <param name="inputSchema">Schema of the input.</param>
    /// <returns>The same schema.</returns>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema;
    }

    /// <summary>Returns the rows unchanged.</summary>
    /// <param name="input">Any rows.</param>
    /// <returns>The same rows.</returns>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input;
    }

    /// <inheritdoc/>
    IDataView ITransformerWithDifferentMappingAtTrainingTime.TransformForTrainingPipeline(IDataView input)
    {
        using IChannel channel = _environment.Register(nameof(ResampleByClassTransformer)).Start("Resampling");
        IDataView resampled = ClassResampler.Resample(input, _settings);
        channel.Info(
            MessageSensitivity.None,
            $"Resampling by '{_settings.LabelColumnName}' ({_settings.Sampling}): {resampled.GetRowCount()} rows in {_settings.Epochs} epochs.");
        return resampled;
    }

    /// <inheritdoc/>
    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new SameRows(inputSchema);
    }

    /// <inheritdoc/>
    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        ResamplingFile.Save(ctx, _settings);
    }

    // ML.NET finds this method by its name and parameters when it loads a model.
#pragma warning disable IDE0051
    private static ResampleByClassTransformer Create(IHostEnvironment env, ModelLoadContext ctx) => new(env, ResamplingFile.Load(env, ctx));
#pragma warning restore IDE0051

    private sealed class SameRows(DataViewSchema schema) : IRowToRowMapper
    {
        public DataViewSchema InputSchema => schema;

        public DataViewSchema OutputSchema => schema;

        public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) => dependingColumns;

        public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) => input;
    }
}
