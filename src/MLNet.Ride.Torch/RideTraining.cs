using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using MLNet.Ride.Torch.Runtime.Mpi;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Torch.Training.Checkpoints;
using MLNet.Ride.Torch.Training.Runs;
using MLNet.Ride.Torch.Training.Validation;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch;

/// <summary>Trains RIDE models.</summary>
public static class RideTraining
{
    /// <summary>
    /// Trains the network on a self-supervised task if <see cref="SelfSupervisionOptions.PretrainingEpochs"/> is set; then a teacher, or several, if
    /// <see cref="DistillationOptions.TeacherExperts"/> is set, soft labels if <see cref="SoftLabelOptions.Enabled"/>, or a translator if
    /// <see cref="TranslationOptions.Enabled"/>; then the experts; then new classifiers by <see cref="ClassifierOptions.Method"/>; and
    /// finally the routers if <see cref="RoutingOptions.Enabled"/>. The same seed on the same machine with the same number of threads gives
    /// the same weights. With a <see cref="CheckpointOptions.Folder"/>, an interrupted run resumes when it is started again. Processes that an MPI launcher
    /// started train one model together (<see cref="RideOptions.DataParallel"/>); the first one reports and writes checkpoints.
    /// </summary>
    /// <param name="images">
    /// Training images of <see cref="RideOptions.ImageSize"/>, with at least two classes and at least one image of each.
    /// </param>
    /// <param name="options">Settings; not modified.</param>
    /// <param name="device">Device to train on; see <see cref="TorchRuntime.SelectDevice"/>.</param>
    /// <param name="progress">Receives a report after every step, by default on the calling thread.</param>
    /// <param name="cancellationToken">Stops the training within a step.</param>
    /// <param name="inputs">A validation set, a teacher, an initial model, a log; <see langword="null"/> for none of them.</param>
    /// <returns>The trained model in evaluation mode, on <paramref name="device"/>; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">A setting is out of range, or the images do not fit.</exception>
    /// <exception cref="OperationCanceledException">
    /// The training was canceled. A checkpoint is written if checkpoints are enabled, as with any other exception that leaves finite
    /// weights.
    /// </exception>
    /// <exception cref="InvalidOperationException">The loss is no longer finite, or the native runtime is missing.</exception>
    /// <exception cref="InvalidDataException">
    /// The checkpoint to resume from is damaged, or belongs to a run with other options or images.
    /// </exception>
    /// <exception cref="IOException">
    /// The checkpoint folder is not writable, or the app lacks the package with the weights of a pretrained backbone.
    /// </exception>
    public static RideModel Train(
        LabeledImages images,
        RideOptions options,
        Device device,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default,
        TrainingInputs? inputs = null)
        => Run(images, options, device, progress, cancellationToken, inputs).Model;

    /// <summary>Trains a model as <see cref="Train"/> does.</summary>
    /// <returns>The trained model, and reports about the run.</returns>
    internal static TrainedModel Run(
        LabeledImages images,
        RideOptions options,
        Device device,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default,
        TrainingInputs? inputs = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(device);
        ProcessGroup group = Processes(options);
        group.Begin();
        try
        {
            TrainedModel trained = group.IsFirst
                ? Run(images, options, device, progress, cancellationToken, inputs ?? new TrainingInputs(), group)
                : Run(images, options, device, null, cancellationToken, (inputs ?? new TrainingInputs()) with { Log = null, Warn = null }, group);
            group.End();
            return trained;
        }
        catch (OperationCanceledException)
        {
            group.Stop();
            throw;
        }
    }

    private static TrainedModel Run(
        LabeledImages images,
        RideOptions options,
        Device device,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken,
        TrainingInputs inputs,
        ProcessGroup group)
    {
        RunCheck.Check(options, inputs.Teacher is not null);
        if (group.IsParallel)
        {
            new Combinations(options, inputs.Teacher is not null).CheckParallel();
        }

        options = PretrainedBackbone.Settings(options);
        TrainingImages.Check(images, options);
        inputs.Check(images, options);
        TorchRuntime.Require();
        Action<string>? warn = inputs.Warn ?? inputs.Log;
        foreach (string note in UnusualSettings.In(options, inputs.InitialModel is not null || options.Vectors is not null || PretrainedBackbone.GivesWeights(options) || options.SelfSupervision.PretrainingEpochs > 0))
        {
            warn?.Invoke(note);
        }

        DataFingerprint data = DataFingerprint.Of(images);
        CheckpointStore? folder = CheckpointStore.Open(options.Checkpoints, group.IsFirst), store = folder?.ForData(data);
        if (store != folder)
        {
            warn?.Invoke($"The checkpoint '{folder!.Path}' belongs to a run on other images. This run uses '{store!.Path}'.");
        }

        CheckpointCard? from = store?.Find();
        int seed = group.OfFirst(options.Seed ?? from?.Seed ?? Random.Shared.Next());
        var identity = new RunIdentity(
            seed,
            OptionsFingerprint.Of(options, inputs.InitialModel, inputs.Teacher),
            data,
            inputs.Validation is { } set ? DataFingerprint.Of(set) : null);
        if (from is not null)
        {
            identity.Check(from, store!.Path);
            inputs.Log?.Invoke(from.IsFinished
                ? $"The run of '{store.Path}' is already finished; returning its model."
                : $"Resuming from '{store.Path}' in stage '{from.Stage}' after {from.Position.Epoch - 1} epochs and {from.Position.Steps} steps.");
        }

        if (group.IsParallel)
        {
            identity.CheckSame(from, group);
            inputs.Log?.Invoke($"{group.Size} processes train together, each on its part of every batch.");
        }

        (images, LabeledImages? validation) = ValidationImages(images, options, inputs, seed);
        CheckpointWriter? checkpoints = store is null ? null : new CheckpointWriter(store, identity) { Attachment = inputs.Attachment, IsWriter = group.IsFirst };
        var runner = new StageRunner(images, validation, options, seed, device, checkpoints, inputs.Log, progress, cancellationToken, group);
        return new TrainingRun(runner, images, validation, options, inputs, seed, device, checkpoints, progress, cancellationToken, group).Train(from);
    }

    /// <summary>Checks options: ranges, names, and combinations. Training does this itself.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="teacherGiven">Whether a <see cref="TrainingInputs.Teacher"/> will be provided.</param>
    /// <exception cref="ArgumentException">
    /// A setting is out of range or incompatible with another; the message names it, its value, and the range.
    /// </exception>
    public static void Check(RideOptions options, bool teacherGiven = false)
    {
        ArgumentNullException.ThrowIfNull(options);
        RunCheck.Check(options, teacherGiven);
    }

    /// <summary>Describes the model that training with these settings produces.</summary>
    /// <param name="options">Valid settings.</param>
    /// <param name="trainingCounts">Number of training images of each class, in class order.</param>
    /// <returns>The description of the trained model, with routers if <see cref="RoutingOptions.Enabled"/>.</returns>
    public static ModelDescription Describe(RideOptions options, IReadOnlyList<int> trainingCounts)
    {
        ArgumentNullException.ThrowIfNull(options);
        return ModelDescription.Of(PretrainedBackbone.Settings(options), trainingCounts) with
        {
            Head = ClassifierRegistry.All.Find(options.Classifier.Method)?.HeadFor(options.Head, options.Classifier) ?? options.Head,
        };
    }

    /// <summary>
    /// Returns the seed of a run with these options: their own, otherwise that of the checkpoint to resume from, otherwise a newly drawn
    /// one, which is the same in all processes that train together.
    /// </summary>
    /// <param name="options">Valid settings.</param>
    /// <returns>The seed.</returns>
    /// <exception cref="InvalidDataException">The checkpoint to resume from is damaged.</exception>
    /// <exception cref="IOException">The checkpoint folder is not writable.</exception>
    internal static int SeedFor(RideOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ProcessGroup group = Processes(options);
        group.Begin();
        CheckpointStore? store = CheckpointStore.Open(options.Checkpoints, group.IsFirst);
        return group.OfFirst(options.Seed ?? store?.Find()?.Seed ?? Random.Shared.Next());
    }

    private static ProcessGroup Processes(RideOptions options) => options.DataParallel ? ProcessGroup.Launched : ProcessGroup.Single;

    private static (LabeledImages Training, LabeledImages? Validation) ValidationImages(
        LabeledImages images, RideOptions options, TrainingInputs inputs, int seed)
    {
        if (options.Validation.Fraction == 0)
        {
            return (images, inputs.Validation);
        }

        (LabeledImages Training, LabeledImages Validation) split = HeldOut.Split(images, options.Validation.Fraction, seed);
        inputs.Log?.Invoke($"Holding out {split.Validation.Count} of {images.Count} images for validation.");
        return split;
    }
}
