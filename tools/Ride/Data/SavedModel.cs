using Microsoft.ML;

namespace MLNet.Ride.Tool.Data;

/// <summary>A model from a .zip.</summary>
internal sealed class SavedModel : IDisposable
{
    private SavedModel(ITransformer pipeline)
    {
        Pipeline = pipeline;
        Ride = RideTransformer.FindIn(pipeline);
    }

    public ITransformer Pipeline { get; }

    public RideTransformer Ride { get; }

    /// <exception cref="UserError">The file is not there or is no model.</exception>
    public static SavedModel Load(MLContext ml, FileInfo file)
    {
        if (!file.Exists)
        {
            throw new UserError($"There is no model {file}. Train one first: ride train DATA --output {file}");
        }

        ITransformer pipeline;
        try
        {
            pipeline = ml.Model.Load(file.FullName, out _);
        }
        catch (Exception problem) when (problem is FormatException or InvalidDataException or IOException or InvalidOperationException or ArgumentException)
        {
            throw new UserError($"{file} is not a model, or is damaged: {problem.Message}");
        }

        try
        {
            return new SavedModel(pipeline);
        }
        catch (ArgumentException)
        {
            (pipeline as IDisposable)?.Dispose();
            throw new UserError($"{file} is a model of another kind: it holds no RIDE classifier.");
        }
    }

    public void Dispose() => (Pipeline as IDisposable)?.Dispose();
}
