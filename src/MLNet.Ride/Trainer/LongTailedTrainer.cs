using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Ride.Persistence;
using MLNet.Ride.Platform;
using MLNet.Ride.Schema;
using MLNet.Ride.Telemetry;
using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using MLNet.Ride.Training;
using MLNet.Ride.Vectors;

namespace MLNet.Ride;

/// <summary>
/// Trains a long-tailed classifier on feature vectors: those of a pretrained network (DnnFeaturizeImage, an ONNX model), or tabular data. The methods are
/// those of <see cref="RideTrainer"/> without images; training takes seconds. Created by <c>mlContext.MulticlassClassification.Trainers.LongTailed(…)</c>.
/// </summary>
/// <remarks>
/// Training runs on the GPU of <c>MLContext.GpuDeviceId</c>; if it is not set, on the first GPU, or on the CPU if there is none. The same seed
/// (<see cref="Options.Seed"/> or that of <c>MLContext</c>), machine, and thread count give the same weights.
/// </remarks>
public sealed partial class LongTailedTrainer : IEstimator<RideTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly IHost _host;
    private readonly Options _options;

    internal LongTailedTrainer(IHostEnvironment environment, Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _environment = environment;
        _host = environment.Register(nameof(LongTailedTrainer));
        _options = options.Copy();
        _options.Seed ??= MLEnvironment.Seed(environment);
    }

    /// <summary>Trains on all rows with a label. The vectors are held in memory, those beyond 1 GiB in a temporary file until training ends.</summary>
    /// <param name="input">Rows with the label and the feature column.</param>
    /// <returns>The trained classifier.</returns>
    /// <exception cref="ArgumentException">
    /// A column is missing or of an unsuitable type, or the rows are not suitable for training (none, only one class, a class without rows).
    /// </exception>
    /// <exception cref="InvalidDataException">A value is not a finite number; the message says which one.</exception>
    /// <exception cref="InvalidOperationException">The native runtime or the requested GPU is missing, or the loss is no longer finite.</exception>
    /// <exception cref="OperationCanceledException">Training was canceled.</exception>
    public RideTransformer Fit(IDataView input) => Fit(input, _options.ValidationSet);

    /// <summary>Trains on all rows with a label, and evaluates on validation rows during training.</summary>
    /// <param name="input">Rows with the label and the feature column.</param>
    /// <param name="validation">Validation rows with the same columns; <see langword="null"/> for none.</param>
    /// <returns>The trained classifier.</returns>
    /// <inheritdoc cref="Fit(IDataView)" path="/exception"/>
    public RideTransformer Fit(IDataView input, IDataView? validation)
    {
        ArgumentNullException.ThrowIfNull(input);
        return FitActivity.Run(nameof(LongTailedTrainer), () => Train(input, validation));
    }

    /// <summary>Returns the schema shape with the columns that the trained classifier will add.</summary>
    /// <param name="inputSchema">Schema shape of the input.</param>
    /// <returns>The input's columns, with those of scoring added or replaced.</returns>
    /// <exception cref="ArgumentException">A column is missing or of an unsuitable type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        VectorSource.Check(inputSchema, _options.FeatureColumnName);
        return OutputColumns.Added(inputSchema, _options.Columns);
    }

    private RideTransformer Train(IDataView input, IDataView? validation)
    {
        (DataViewSchema.Column label, int classCount) = LabelColumn.Find(input.Schema, _options.LabelColumnName);
        int length = new VectorSource(input.Schema, _options.FeatureColumnName).Length;
        ClassNames? names = ClassNames.Of(label);
        TorchRuntime.Require();
        using IChannel channel = _host.Start("Training");
        TorchSharp.torch.Device device = MLEnvironment.Device(_environment, channel);
        RideOptions run = _options.ForVectors(length);
        var reading = ReadingOptions.OfVectors(
            _options.Columns, length, MLEnvironment.TemporaryFolder(_environment), _options.CancellationToken, Warn);
        using LabeledImages rows = TrainingSet.Read(input, reading, classCount, names);
        FitActivity.Describe(rows, run.ExpertCount, device.ToString());
        using LabeledImages? validationRows = validation is null ? null : TrainingSet.ReadValidation(validation, reading, classCount, names);
        channel.Info(MessageSensitivity.None, $"Training {run.ExpertCount} experts on {device}: {rows.Count} vectors of {length} values, {classCount} classes.");
        var inputs = new TrainingInputs { Validation = validationRows, Log = line => channel.Info(MessageSensitivity.None, line), Warn = Warn };
        var log = new TrainingLog(channel, _options.Progress);
        TrainedModel trained = RideTraining.Run(rows, run, device, log, _options.CancellationToken, inputs);
        log.WriteSummary();
        var card = new ModelCard(_options.Columns, names, trained.Model.Description, _options.ScoringBatchSize, ModelCardFile.Options(run))
        {
            FeatureForm = FeatureForm.Vector,
        };
        return new RideTransformer(_environment, trained.Model, card, device);

        void Warn(string line) => channel.Warning(MessageSensitivity.UserData, line);
    }
}
