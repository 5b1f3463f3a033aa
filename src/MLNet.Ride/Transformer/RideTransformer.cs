using System.Diagnostics;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNet.Ride.Images;
using MLNet.Ride.Inputs;
using MLNet.Ride.Persistence;
using MLNet.Ride.Platform;
using MLNet.Ride.Schema;
using MLNet.Ride.Scoring;
using MLNet.Ride.Telemetry;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Scoring;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Vectors;
using MLNet.Ride.Training;

[assembly: LoadableClass(typeof(MLNet.Ride.RideTransformer), null, typeof(SignatureLoadModel), "RIDE image classifier", ModelFormat.LoaderSignature)]

namespace MLNet.Ride;

/// <summary>
/// A trained RIDE classifier. It adds three columns: PredictedLabel (key of the classes), Score (probabilities of the C classes, in key
/// order) and ExpertsUsed (1…K, the number of experts used); and two more, Novelty and IsKnown, after <see cref="FitNovelty"/>.
/// </summary>
/// <remarks>
/// Rows are scored on demand, in batches. Thread-safe. It holds unmanaged memory: dispose it, or the prediction engine that owns it, when
/// it is no longer needed.
/// </remarks>
public sealed partial class RideTransformer : ITransformer, IRowScorer, IDisposable
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

    /// <summary>Names of the classes in key order; numbers from 1 if the label key had no names.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Number of training images of each class, in key order.</summary>
    public IReadOnlyList<int> TrainingCounts => _card.Network.TrainingCounts;

    /// <summary>Architecture of the network.</summary>
    public ModelDescription Network => _card.Network;

    /// <summary>Device on which images are scored: <c>cpu</c> or <c>cuda:0</c>, ….</summary>
    public string Device => _scorer.Device.ToString();

    /// <summary>
    /// Report on loading the initial weights of its training; <see langword="null"/> if they were random, or for a loaded model.
    /// </summary>
    public WeightsReport? InitialWeights { get; internal init; }

    /// <inheritdoc/>
    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>
    /// The training options recorded in the model file (data-schemas/training-options.schema.json); null if there are none.
    /// </summary>
    internal JsonElement? TrainingOptions => _card.TrainingOptions.ValueKind == JsonValueKind.Object ? _card.TrainingOptions : null;

    /// <summary>Type and names of the label's keys, if they have names.</summary>
    internal ClassNames? LabelNames => _card.ClassNames;

    /// <summary>Names of the columns that are read and written.</summary>
    internal ColumnNames Columns => _card.Columns;

    /// <summary>Whether it was trained on the bytes of image files.</summary>
    internal bool IsOfFiles => _card.FeatureForm == FeatureForm.EncodedBytes;

    int IRowScorer.BatchSize => BatchSize;

    /// <summary>Returns the schema with the columns added by scoring.</summary>
    /// <param name="inputSchema">Schema of the input; it must have the feature column.</param>
    /// <returns>The input's columns followed by those of scoring.</returns>
    /// <exception cref="ArgumentException">The feature column is missing or does not contain what the model was trained on.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        _ = Source(inputSchema);
        return OutputColumns.Schema(inputSchema, _card.Columns, ClassCount, _card.ClassNames, _card.Novelty is not null);
    }

    /// <summary>Adds the columns of scoring to the input. Scores are computed when rows are read.</summary>
    /// <param name="input">Rows with the feature column; a label is not needed.</param>
    /// <returns>The input with PredictedLabel, Score and ExpertsUsed.</returns>
    /// <exception cref="ArgumentException">The feature column is missing or does not contain what the model was trained on.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoredView(this, input);
    }

    /// <summary>
    /// Frees the network after the batches in progress are done. Views and prediction engines created from the transformer can no longer
    /// score.
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

    RowSource IRowScorer.Source(DataViewSchema input) => Source(input);

    IReadOnlyList<Prediction> IRowScorer.Predict(IReadOnlyList<RowInput> inputs) => Predict(inputs);

    private RowSource Source(DataViewSchema input)
        => _card.Network.Vectors is { } vectors
            ? new VectorSource(input, _card.Columns.Feature, vectors.Length)
            : WithCrops(new ImageSource(input, _card.Columns, _card.Network.ImageSize, _card.Decoding));

    private IReadOnlyList<Prediction> Predict(IReadOnlyList<RowInput> inputs)
    {
        long start = Stopwatch.GetTimestamp();
        ScoredImages scored = _card.Network.Vectors is null
            ? Score(PendingImage.Pixels([.. inputs.Cast<PendingImage>()], ImageFormat.Of(_card.Network, TestTimeAugmentation)))
            : Use(() => _scorer.ScoreVectors([.. inputs.Cast<VectorOfRow>().Select(row => row.Values)]));
        return Predictions(scored, start);
    }

    private IReadOnlyList<Prediction> Predictions(ScoredImages scored, long start)
    {
        Adjust(scored.Probabilities);
        Prediction[] predictions = [.. scored.ExpertsUsed.Select((used, i) => new Prediction(
            scored.Probabilities.AsMemory(i * ClassCount, ClassCount), used, scored.Novelty?[i], IsKnown(scored.Novelty?[i])))];
        PredictionMetrics.Record(predictions, start);
        return predictions;
    }

    private ScoredImages Score(byte[][] pixels) => Use(() => _scorer.Score(pixels, TestTimeAugmentation));

    /// <summary>Returns a copy of the network on the CPU, for use as a teacher or as initial weights.</summary>
    internal TeacherModel CopyForStudent() => new(Use(_model.Copy), ClassNames);

    /// <summary>Returns a copy of the network on the CPU, for computing features of images.</summary>
    /// <exception cref="InvalidOperationException">The model classifies feature vectors.</exception>
    internal RideModel CopyForFeatures()
        => _card.Network.Vectors is null ? Use(_model.Copy) : throw new InvalidOperationException("The model classifies feature vectors, so it computes no features of images.");

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
