using Microsoft.ML;

namespace MLNet.Ride.Tool.Data;

/// <summary>A model loaded from a .zip.</summary>
internal sealed class SavedModel : IDisposable
{
    private SavedModel(ITransformer pipeline)
    {
        Pipeline = pipeline;
        Ride = RideTransformer.FindIn(pipeline);
    }

    public ITransformer Pipeline { get; }

    public RideTransformer Ride { get; }

    /// <exception cref="UserError">The file does not exist or is not a model.</exception>
    public static SavedModel Load(MLContext ml, FileInfo file)
    {
        if (!file.Exists)
        {
            throw new UserError($"The model '{file}' does not exist. Train one first: ride train DATA --output {file}");
        }

        ITransformer pipeline;
        try
        {
            pipeline = ml.Model.Load(file.FullName, out _);
        }
        catch (Exception problem) when (problem is FormatException or InvalidDataException or IOException or InvalidOperationException or ArgumentException)
        {
            throw new UserError($"'{file}' is not a model or is damaged: {problem.Message}");
        }

        try
        {
            return new SavedModel(pipeline);
        }
        catch (ArgumentException)
        {
            (pipeline as IDisposable)?.Dispose();
            throw new UserError($"'{file}' contains no RIDE classifier. It was trained with another trainer.");
        }
    }

    public void Dispose() => (Pipeline as IDisposable)?.Dispose();
}
