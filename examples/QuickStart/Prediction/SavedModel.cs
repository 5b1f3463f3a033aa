using Microsoft.ML;
using Microsoft.ML.Data;

namespace QuickStart.Prediction;

/// <summary>A model loaded from a .zip, which predicts one image file at a time.</summary>
internal sealed class SavedModel : IDisposable
{
    private readonly IDisposable _engine;
    private readonly Func<string, Prediction> _predict;

    /// <exception cref="UserError">The file is not there, is damaged, or was not saved by this program.</exception>
    public SavedModel(MLContext ml, FileInfo file)
    {
        ITransformer model = Load(ml, file, out DataViewSchema? input);
        if (input?.GetColumnOrNull("ImagePath") is not null)
        {
            PredictionEngine<FileInput, Prediction> engine = ml.Model.CreatePredictionEngine<FileInput, Prediction>(model);
            (_engine, _predict) = (engine, path => engine.Predict(new() { ImagePath = path }));
            Classes = SlotNames(engine.OutputSchema);
        }
        else if (input?.GetColumnOrNull("Image")?.Type is VectorDataViewType { Size: PlanarPixels.Length })
        {
            PredictionEngine<PixelInput, Prediction> engine = ml.Model.CreatePredictionEngine<PixelInput, Prediction>(model);
            (_engine, _predict) = (engine, path => engine.Predict(new() { Image = PlanarPixels.FromFile(path) }));
            Classes = SlotNames(engine.OutputSchema);
        }
        else
        {
            (model as IDisposable)?.Dispose();
            throw new UserError($"{file} takes neither image files nor CIFAR pixels: this program did not save it.");
        }
    }

    /// <summary>Names of the classes, in the order of <see cref="Prediction.Score"/>.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <exception cref="UserError">The file is not there.</exception>
    public Prediction Predict(FileInfo file)
        => file.Exists ? _predict(file.FullName) : throw new UserError($"There is no image {file}.");

    public void Dispose() => _engine.Dispose();

    private static ITransformer Load(MLContext ml, FileInfo file, out DataViewSchema? input)
    {
        if (!file.Exists)
        {
            throw new UserError($"There is no model {file}. Train one first: ./run.sh");
        }

        try
        {
            return ml.Model.Load(file.FullName, out input);
        }
        catch (Exception problem) when (problem is FormatException or InvalidDataException or IOException or InvalidOperationException or ArgumentException)
        {
            throw new UserError($"{file} is not a model, or is damaged: {problem.Message}");
        }
    }

    private static string[] SlotNames(DataViewSchema schema)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        schema["Score"].GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
