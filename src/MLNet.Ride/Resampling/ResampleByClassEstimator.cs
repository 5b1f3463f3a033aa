using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNet.Ride.Resampling;

/// <summary>
/// Resamples the rows by their class while a pipeline is trained. Made by <c>mlContext.Transforms.ResampleByClass(…)</c>.
/// </summary>
/// <remarks>
/// Steps after it in the same pipeline are fitted on the resampled rows; the fitted pipeline gives every row once. In a pipeline that is
/// itself a step of another pipeline it does its work for the steps of its own pipeline; later steps of the outer one see every row once, because
/// ML.NET lets a fitted pipeline only transform. Put it into the outer pipeline, or resample the data before with <c>mlContext.Data.ResampleByClass</c>.
/// </remarks>
internal sealed class ResampleByClassEstimator : IEstimator<ResampleByClassTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly ResamplingSettings _settings;

    internal ResampleByClassEstimator(IHostEnvironment environment, ResamplingSettings settings)
    {
        settings.Validate();
        _environment = environment;
        _settings = settings;
    }

    /// <summary>Checks the label column. Rows are read when the pipeline goes on, and of them the label only.</summary>
    /// <param name="input">Rows with the label column.</param>
    /// <returns>The transformer.</returns>
    /// <exception cref="ArgumentException">There is no such column, or it is no key, text, integer or boolean.</exception>
    public ResampleByClassTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _ = ClassColumn.Find(input.Schema, _settings.LabelColumnName);
        return new ResampleByClassTransformer(_environment, _settings);
    }

    /// <summary>Tells that the columns stay as they are.</summary>
    /// <param name="inputSchema">Outline of the input.</param>
    /// <returns>The same.</returns>
    /// <exception cref="ArgumentException">There is no such column, or it is no key, text, integer or boolean.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        ClassColumn.Check(inputSchema, _settings.LabelColumnName);
        return inputSchema;
    }
}
