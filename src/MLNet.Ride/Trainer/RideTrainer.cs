using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Ride.Persistence;
using MLNet.Ride.Platform;
using MLNet.Ride.Schema;
using MLNet.Ride.Telemetry;
using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using MLNet.Ride.Training;

namespace MLNet.Ride;

/// <summary>
/// Trains a long-tailed image classifier with several diverse experts (RIDE), and optionally routers that use additional experts only where
/// needed. Created by <c>mlContext.MulticlassClassification.Trainers.Ride(…)</c>.
/// </summary>
/// <remarks>
/// Wang et al., "Long-tailed Recognition by Routing Diverse Distribution-Aware Experts", ICLR 2021. Training runs on the GPU of
/// <c>MLContext.GpuDeviceId</c>; if it is not set, on the first GPU, or on the CPU if there is none. The same seed
/// (<see cref="RideOptions.Seed"/> or that of <c>MLContext</c>), machine, and thread count give the same weights.
/// </remarks>
public sealed partial class RideTrainer : IEstimator<RideTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly IHost _host;
    private readonly Options _options;

    internal RideTrainer(IHostEnvironment environment, Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _environment = environment;
        _host = environment.Register(nameof(RideTrainer));
        _options = (Options)options.Copy();
        _options.Seed ??= MLEnvironment.Seed(environment);
    }

    /// <summary>
    /// Trains on all rows with a label. Images are held as pixels of the network's input size, 3·S·S bytes each, or in their original form
    /// with a random resized crop. Images beyond <see cref="Options.ImageMemoryMegabytes"/> are kept in a temporary file until training
    /// ends.
    /// </summary>
    /// <param name="input">Rows with the label and the feature column.</param>
    /// <returns>The trained classifier.</returns>
    /// <exception cref="ArgumentException">
    /// A column is missing or of an unsuitable type, or the rows are not suitable for training (none, only one class, a class without
    /// images).
    /// </exception>
    /// <exception cref="InvalidDataException">
    /// An image cannot be read (the message says which one), or the checkpoint to resume from is damaged or belongs to a run with other
    /// options or images.
    /// </exception>
    /// <exception cref="InvalidOperationException">The native runtime or the requested GPU is missing.</exception>
    /// <exception cref="IOException">
    /// The checkpoint folder or the temporary image file is not writable, or the app lacks the package with the weights of a pretrained backbone.
    /// </exception>
    /// <exception cref="OperationCanceledException">Training was canceled; a checkpoint is written if checkpoints are enabled.</exception>
    public RideTransformer Fit(IDataView input) => Fit(input, _options.ValidationSet);

    /// <summary>
    /// Trains on all rows with a label, and evaluates on validation rows during training (<see cref="RideOptions.Validation"/>).
    /// </summary>
    /// <param name="input">Rows with the label and the feature column.</param>
    /// <param name="validation">
    /// Validation rows with the same columns; classes are matched to those of the training rows by name. <see langword="null"/> for none.
    /// </param>
    /// <returns>The trained classifier.</returns>
    /// <inheritdoc cref="Fit(IDataView)" path="/exception"/>
    public RideTransformer Fit(IDataView input, IDataView? validation)
    {
        ArgumentNullException.ThrowIfNull(input);
        return FitActivity.Run(nameof(RideTrainer), () => Train(input, validation));
    }

    /// <summary>Returns the schema shape with the columns that the trained classifier will add.</summary>
    /// <param name="inputSchema">Schema shape of the input.</param>
    /// <returns>The input's columns, with those of scoring added or replaced.</returns>
    /// <exception cref="ArgumentException">A column is missing or of an unsuitable type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        FeatureColumn.Check(inputSchema, _options.FeatureColumnName, _options.ImageSize);
        return OutputColumns.Added(inputSchema, _options.Columns);
    }

    private RideTransformer Train(IDataView input, IDataView? validation)
    {
        (DataViewSchema.Column label, int classCount) = LabelColumn.Find(input.Schema, _options.LabelColumnName);
        (_, FeatureForm form) = FeatureColumn.Find(input.Schema, _options.FeatureColumnName, _options.ImageSize);
        ClassNames? names = ClassNames.Of(label);
        PretrainedBackbone.Check(_options, _options.InitialModel is not null);
        TorchRuntime.Require();
        using IChannel channel = _host.Start("Training");
        TorchSharp.torch.Device device = MLEnvironment.Device(_environment, channel);

        using TeacherModel? teacher = Teacher();
        teacher?.CheckClasses(names, classCount);
        Options run = PretrainedBackbone.Settings(WithoutTeacher());
        run.Seed = RideTraining.SeedFor(run);
        ReadingOptions reading = _options.Reading with { TemporaryFolder = MLEnvironment.TemporaryFolder(_environment), Warn = line => channel.Warning(MessageSensitivity.UserData, line) };
        using LabeledImages images = TrainingSet.Read(input, reading, classCount, names);
        FitActivity.Describe(images, run.ExpertCount, device.ToString());
        channel.Info(
            MessageSensitivity.None,
            $"Training {_options.Backbone} with {_options.ExpertCount} experts on {device}: {images.Count} images of {classCount} classes; "
            + TrainingLog.Describe(NetworkCost.Of(RideTraining.Describe(_options, images.ClassCounts))));
        using LabeledImages? validationImages = validation is null
            ? null
            : TrainingSet.ReadValidation(validation, reading, classCount, names);
        using TeacherModel? initial = _options.InitialModel?.CopyForStudent();
        var card = new ModelCard(
            _options.Columns, names, RideTraining.Describe(run, images.ClassCounts), _options.ScoringBatchSize, ModelCardFile.Options(run))
        {
            FeatureForm = form,
            Decoding = run.Decoding,
        };
        var inputs = new TrainingInputs
        {
            Validation = validationImages,
            Teacher = teacher?.Model,
            InitialModel = initial?.Model,
            InitialClasses = initial?.ClassesOf(names, classCount),
            Log = line => channel.Info(MessageSensitivity.None, line),
            Warn = line => channel.Warning(MessageSensitivity.UserData, line),
            Attachment = RideCheckpoint.Attachment(card),
        };
        var log = new TrainingLog(channel, _options.Progress);
        TrainedModel trained = RideTraining.Run(images, run, device, log, _options.CancellationToken, inputs);
        log.WriteSummary();
        card = card with { Network = trained.Model.Description, VirtualExamples = trained.VirtualExamples?.ByClass };
        return new RideTransformer(_environment, trained.Model, card, device) { InitialWeights = trained.InitialWeights };
    }

    private TeacherModel? Teacher()
        => _options.TeacherPath is { } path ? TeacherModel.Load(path) : _options.Teacher?.CopyForStudent();

    // The loaded teacher is passed separately from the options.
    private Options WithoutTeacher()
    {
        var options = (Options)_options.Copy();
        (options.Teacher, options.TeacherPath) = (null, null);
        return options;
    }
}
