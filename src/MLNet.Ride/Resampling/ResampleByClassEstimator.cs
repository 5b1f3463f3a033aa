using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNet.Ride.Resampling;

/// <summary>
/// Resamples the rows by class while a pipeline is trained. Created by <c>mlContext.Transforms.ResampleByClass(…)</c>.
/// </summary>
/// <remarks>
/// Steps after it in the same pipeline are fitted on the resampled rows; the fitted pipeline passes every row through once. In a nested
/// pipeline, it affects only the steps of the inner pipeline; later steps of the outer one see every row once, because ML.NET only calls
/// Transform on a fitted pipeline. Put it into the outer pipeline, or resample the data beforehand with
/// <c>mlContext.Data.ResampleByClass</c>.
/// </remarks>
internal sealed class ResampleByClassEstimator : IEstimator<ResampleByClassTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly ResamplingSettings _settings;

    internal ResampleByClassEstimator(IHostEnvironment environment, ResamplingSettings settings)
    {
        _environment = environment;
        _settings = settings;
    }

    /// <summary>Checks the label column. Rows are read later, when the next step is fitted, and only their label.</summary>
    /// <param name="input">Rows with the label column.</param>
    /// <returns>The transformer.</returns>
    /// <exception cref="ArgumentException">The column does not exist, or it is not a key, text, integer, or boolean.</exception>
    public ResampleByClassTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _ = ClassColumn.Find(input.Schema, _settings.LabelColumnName);
        return new ResampleByClassTransformer(_environment, _settings);
    }

    /// <summary>Returns the schema unchanged.</summary>
    /// <param name="inputSchema">Schema shape of the input.</param>
    /// <returns>The same schema shape.</returns>
    /// <exception cref="ArgumentException">The column does not exist, or it is not a key, text, integer, or boolean.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        ClassColumn.Check(inputSchema, _settings.LabelColumnName);
        return inputSchema;
    }
}
