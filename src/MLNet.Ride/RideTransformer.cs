using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNet.Ride.Images;
using MLNet.Ride.Persistence;
using MLNet.Ride.Platform;
using MLNet.Ride.Schema;
using MLNet.Ride.Scoring;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Scoring;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Training;

[assembly: LoadableClass(typeof(MLNet.Ride.RideTransformer), null, typeof(SignatureLoadModel), "RIDE image classifier", ModelFormat.LoaderSignature)]

namespace MLNet.Ride;

/// <summary>
/// A trained RIDE classifier. It adds three columns: PredictedLabel (key of the classes), Score (probabilities of the C classes,
/// in key order) and ExpertsUsed (1…K, how many experts were asked).
/// </summary>
/// <remarks>
/// Rows are scored when they are read, in batches. A transformer may be used from many threads at once. It holds memory outside .NET:
/// dispose it, or the prediction engine that owns it, when it is no longer needed.
/// </remarks>
public sealed partial class RideTransformer : ITransformer, IImageScorer, IDisposable
{
    private readonly IHost _host;
    private readonly RideModel _model;
    private readonly RideScorer _scorer;
    private readonly ModelCard _card;
    private readonly ReaderWriterLockSlim _use = new();
    private bool _disposed;

    internal RideTransformer(IHostEnvironment environment, RideModel model, ModelCard card, TorchSharp.torch.Device device)
    {
        _host = environment.Register(nameof(RideTransformer));
        _model = model;
        _card = card;
        _scorer = new RideScorer(model, device);
        ClassNames = [.. Enumerable.Range(0, ClassCount).Select(c => Schema.ClassNames.Name(card.ClassNames, c))];
    }

    /// <summary>Number of classes C.</summary>
    public int ClassCount => _card.Network.ClassCount;

    /// <summary>Names of the classes in key order; numbers from 1 where the label key had no names.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Number of training images of each class, in key order.</summary>
    public IReadOnlyList<int> TrainingCounts => _card.Network.TrainingCounts;

    /// <summary>Architecture of the network.</summary>
    public ModelDescription Network => _card.Network;

    /// <summary>Parameters of the network, and its operations for one image by the number of experts asked.</summary>
    public NetworkCost Cost => NetworkCost.Of(_card.Network);

    /// <summary>Where images are scored: <c>cpu</c> or <c>cuda:0</c>, ….</summary>
    public string Device => _scorer.Device.ToString();

    /// <summary>What became of the weights that its training began with; <see langword="null"/> where they were random, and for a loaded model.</summary>
    public WeightsReport? InitialWeights { get; internal init; }

    /// <inheritdoc/>
    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The options it was trained with, as the model file tells them (data-schemas/training-options.schema.json); null if it does not.</summary>
    internal JsonElement? TrainingOptions => _card.TrainingOptions.ValueKind == JsonValueKind.Object ? _card.TrainingOptions : null;

    int IImageScorer.BatchSize => _card.ScoringBatchSize;

    /// <summary>Tells the columns that scoring an input of this schema gives.</summary>
    /// <param name="inputSchema">Schema of the input; it must have the feature column.</param>
    /// <returns>The input's columns followed by those of scoring.</returns>
    /// <exception cref="ArgumentException">The feature column is missing or does not hold images.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        _ = Images(inputSchema);
        return OutputColumns.Schema(inputSchema, _card.Columns, ClassCount, _card.ClassNames);
    }

    /// <summary>Adds the columns of scoring to the input. Nothing is computed before rows are read.</summary>
    /// <param name="input">Rows with the feature column; a label is not needed.</param>
    /// <returns>The input with PredictedLabel, Score and ExpertsUsed.</returns>
    /// <exception cref="ArgumentException">The feature column is missing or does not hold images.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoredView(this, input);
    }

    /// <summary>Mean multiply-accumulate operations that scoring took per image, from the number of experts that each image was shown to.</summary>
    /// <param name="scored">The output of <see cref="Transform"/>; only its experts-used column is read, at least one row.</param>
    /// <returns>Operations as <see cref="NetworkCost"/> counts them.</returns>
    /// <exception cref="ArgumentException">The experts-used column is missing, there are no rows, or another model scored them.</exception>
    public double MeanMacs(IDataView scored)
    {
        ArgumentNullException.ThrowIfNull(scored);
        return scored.Schema.GetColumnOrNull(_card.Columns.ExpertsUsed) is { } column
            ? Cost.MeanMacs(scored.GetColumn<int>(column))
            : throw new ArgumentException(
                $"There is no column '{_card.Columns.ExpertsUsed}' in the scored data. The columns are: {string.Join(", ", scored.Schema.Select(c => c.Name).Distinct())}.",
                nameof(scored));
    }

    /// <summary>
    /// Writes the network's weights to a safetensors file for other tools, under the names of the published code; the file is there as a
    /// whole or not at all. For a model that ML.NET loads again use <c>mlContext.Model.Save</c>.
    /// </summary>
    /// <param name="path">Path of the file; one that is there is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveWeights(string path) => Use(() => _model.SaveWeights(path));

    /// <summary>
    /// Frees the network, once batches that are being scored are done. Views and prediction engines made from the transformer
    /// cannot score any more.
    /// </summary>
    public void Dispose()
    {
        _use.EnterWriteLock();
        try
        {
            if (!_disposed)
            {
                _disposed = true;
                _scorer.Dispose();
            }
        }
        finally
        {
            _use.ExitWriteLock();
        }
    }

    /// <inheritdoc/>
    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new ScoringRowMapper(this, inputSchema);
    }

    /// <inheritdoc/>
    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        Use(() => ModelFile.Save(ctx, _card, _model));
    }

    ImageSource IImageScorer.Images(DataViewSchema input) => Images(input);

    IReadOnlyList<Prediction> IImageScorer.Predict(IReadOnlyList<PendingImage> images) => Predict(images);

    private ImageSource Images(DataViewSchema input) => new(input, _card.Columns, _card.Network.ImageSize, _card.Decoding);

    private IReadOnlyList<Prediction> Predict(IReadOnlyList<PendingImage> images)
    {
        byte[][] pixels = PendingImage.Pixels(images, ImageFormat.Of(_card.Network));
        ScoredImages scored = Use(() => _scorer.Score(pixels));
        ApplyTemperature(scored.Probabilities);
        return [.. images.Select((_, i) => new Prediction(scored.Probabilities.AsMemory(i * ClassCount, ClassCount), scored.ExpertsUsed[i]))];
    }

    /// <summary>A copy of the network for others to learn from, on the CPU.</summary>
    internal TeacherModel CopyForStudent() => new(Use(_model.Copy), ClassNames);

    private void Use(Action action) => Use(() =>
    {
        action();
        return true;
    });

    private T Use<T>(Func<T> function)
    {
        _use.EnterReadLock();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return function();
        }
        finally
        {
            _use.ExitReadLock();
        }
    }

    // ML.NET finds this method by its name and parameters when it loads a model.
#pragma warning disable IDE0051
    private static RideTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        (ModelCard card, RideModel model, TorchSharp.torch.Device device) = ModelFile.Load(env, ctx);
        return new(env, model, card, device);
    }

#pragma warning restore IDE0051
}
