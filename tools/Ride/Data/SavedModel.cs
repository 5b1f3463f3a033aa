using Microsoft.ML;
using MLNet.Ride.Tool.Checks;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tool.Data;

/// <summary>A model loaded from a .zip, or made of a checkpoint.</summary>
internal sealed class SavedModel : IDisposable
{
    private readonly DataViewSchema _input;

    private SavedModel(ITransformer pipeline, DataViewSchema input)
    {
        Pipeline = pipeline;
        _input = input;
        Ride = RideTransformer.FindIn(pipeline);
    }

    public ITransformer Pipeline { get; }

    public RideTransformer Ride { get; }

    /// <param name="ml">The context.</param>
    /// <param name="file">The .zip.</param>
    /// <param name="views">Views of an image to average; <see langword="null"/> for those saved with the model.</param>
    /// <param name="threshold">Routing threshold; <see langword="null"/> for that saved with the model.</param>
    /// <exception cref="UserError">The file does not exist or is not a model, images for it have no such views, or it has no routers.</exception>
    public static SavedModel Load(MLContext ml, FileInfo file, TestTimeAugmentation? views = null, double? threshold = null)
    {
        if (!file.Exists)
        {
            throw new UserError(
                Directory.Exists(file.FullName)
                    ? $"'{file}' is a folder, not a model (.zip). If it is a checkpoint, make a model of it first: ride export {CommandLine.Quoted(file.ToString())} --output MODEL"
                    : $"The model '{file}' does not exist. Train one first: ride train DATA --output {file}");
        }

        OutputPath.CheckTemporaryFolder();
        ITransformer pipeline;
        DataViewSchema input;
        try
        {
            pipeline = ml.Model.Load(file.FullName, out input);
        }
        catch (Exception problem) when (problem is FormatException or InvalidDataException or IOException or InvalidOperationException or ArgumentException)
        {
            throw new UserError($"'{file}' is not a model or is damaged: {problem.Message}");
        }

        try
        {
            return new SavedModel(pipeline, input).With(ml, views).With(ml, threshold);
        }
        catch (ArgumentException)
        {
            (pipeline as IDisposable)?.Dispose();
            throw new UserError($"'{file}' contains no RIDE classifier. It was trained with another trainer.");
        }
    }

    /// <summary>Makes a model of the checkpoint of a training run, and says which weights it has.</summary>
    /// <exception cref="UserError">There is no checkpoint in the folder.</exception>
    public static SavedModel OfCheckpoint(MLContext ml, string folder, Terminal terminal)
    {
        if (RideCheckpoint.Find(folder) is null)
        {
            throw new UserError($"There is no checkpoint in '{folder}'.");
        }

        RideTransformer model = ml.Model.LoadRideCheckpoint(folder, out RideCheckpoint checkpoint);
        (ITransformer pipeline, IDataView input) = CheckpointPipeline.Create(ml, model, checkpoint);
        terminal.Error.WriteLine(
            checkpoint.IsFinished ? "The run is finished: this is its model."
            : $"The run stopped after {checkpoint}. The model has the weights of "
                + (checkpoint.BestEpoch is { } best ? $"epoch {best}, the best on the validation images." : "the last step."));
        return new SavedModel(pipeline, input.Schema);
    }

    /// <summary>Saves the model. The file is written atomically.</summary>
    public void Save(MLContext ml, FileInfo file) => Save(ml, Pipeline, file);

    /// <summary>Saves a pipeline that was made of this one. The file is written atomically.</summary>
    public void Save(MLContext ml, ITransformer changed, FileInfo file)
    {
        file.Directory!.Create();
        Save(ml, changed, _input, file.FullName);
    }

    /// <summary>Saves a pipeline. The file is written atomically.</summary>
    public static void Save(MLContext ml, ITransformer pipeline, DataViewSchema input, string path)
    {
        string partial = path + ".partial";
        ml.Model.Save(pipeline, input, partial);
        File.Move(partial, path, overwrite: true);
    }

    public void Dispose() => (Pipeline as IDisposable)?.Dispose();

    private SavedModel With(MLContext ml, TestTimeAugmentation? views)
        => views is not { } chosen || chosen == Ride.TestTimeAugmentation
            ? this
            : Changed("--test-time-augmentation", () => ml.MulticlassClassification.WithTestTimeAugmentation(Pipeline, chosen));

    private SavedModel With(MLContext ml, double? threshold)
        => threshold is not { } chosen || chosen == Ride.RoutingThreshold
            ? this
            : Changed("--routing-threshold", () => ml.MulticlassClassification.WithRoutingThreshold(Pipeline, chosen));

    private SavedModel Changed(string option, Func<ITransformer> change)
    {
        try
        {
            return new SavedModel(change(), _input);
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException)
        {
            throw new UsageError($"{option}: {problem.Message}");
        }
        finally
        {
            Ride.Dispose();
        }
    }
}
