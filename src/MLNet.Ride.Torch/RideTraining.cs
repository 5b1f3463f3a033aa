using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Methods.Distillation;
using MLNet.Ride.Torch.Methods.SelfSupervision;
using MLNet.Ride.Torch.Methods.SoftLabels;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Torch.Training.Checkpoints;
using MLNet.Ride.Torch.Training.Runs;
using MLNet.Ride.Torch.Training.Validation;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch;

/// <summary>Training of RIDE models.</summary>
public static class RideTraining
{
    // In these the model of the run has its initial weights yet, which a checkpoint does not hold.
    private static readonly string[] s_stagesBefore = [Teacher.StageName, SoftLabelStages.Features, SoftLabelStages.SoftLabels];

    /// <summary>
    /// Trains, where <see cref="DistillationOptions.TeacherExperts"/> says so, a teacher, or, where <see cref="SoftLabelOptions.Enabled"/>, soft labels; then the experts, their classifiers anew by
    /// <see cref="ClassifierOptions.Method"/>, and, where <see cref="RoutingOptions.Enabled"/>, the routers. The same seed on the same machine with the same number
    /// of threads gives the same weights. With a <see cref="CheckpointOptions.Folder"/> the run can be interrupted and goes on when it is
    /// started again.
    /// </summary>
    /// <param name="images">Training images of <see cref="RideOptions.ImageSize"/>, two classes or more, none of them without images.</param>
    /// <param name="options">Settings; they are read only.</param>
    /// <param name="device">Device to train on; see <see cref="TorchRuntime.SelectDevice"/>.</param>
    /// <param name="progress">Receives a report after every step, on the calling thread unless it does otherwise.</param>
    /// <param name="cancellationToken">Stops the training within a step.</param>
    /// <param name="inputs">A validation set, a model to begin with, a log; <see langword="null"/> for none of them.</param>
    /// <returns>The trained model in evaluation mode, on <paramref name="device"/>; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">A setting is out of range, or the images do not fit.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled; a checkpoint is written where the options ask for any.</exception>
    /// <exception cref="InvalidOperationException">The loss is not finite any more, or the native runtime is missing.</exception>
    /// <exception cref="InvalidDataException">The checkpoint to go on from is damaged, or of a run with other options or images.</exception>
    /// <exception cref="IOException">The folder of the checkpoints cannot be written to.</exception>
    public static RideModel Train(
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
        options.Validate();
        TrainingImages.Check(images, options);
        inputs ??= new TrainingInputs();
        inputs.Check(images, options);
        TorchRuntime.Require();

        CheckpointStore? store = CheckpointStore.Open(options.Checkpoints);
        CheckpointCard? from = store?.Find();
        int seed = options.Seed ?? from?.Seed ?? Random.Shared.Next();
        var identity = new RunIdentity(seed, OptionsFingerprint.Of(options, inputs.InitialModel), DataFingerprint.Of(images), inputs.Validation is { } set ? DataFingerprint.Of(set) : null);
        if (from is not null)
        {
            identity.Check(from, store!.Path);
            inputs.Log?.Invoke($"Goes on from '{store.Path}': stage '{from.Stage}', {from.Position.Epoch - 1} epochs and {from.Position.Steps} steps are done.");
        }

        (images, LabeledImages? validation) = ValidationImages(images, options, inputs, seed);

        CheckpointWriter? checkpoints = store is null ? null : new CheckpointWriter(store, identity);
        var runner = new StageRunner(images, validation, options, seed, device, checkpoints, inputs.Log, progress, cancellationToken);
        RideModel model = RideModel.Create(ModelDescription.Of(options, images.ClassCounts) with { Head = options.Head, RouterTopLogits = 0 }, seed);
        try
        {
            if (from is null || s_stagesBefore.Contains(from.Stage))
            {
                TakeInitialWeights(model, options.InitialWeights, inputs);
            }

            if (from?.VirtualExamples is { } examples)
            {
                model.VirtualExamples = new VirtualExamples(images.ClassCounts, examples);
            }

            model.To(device);
            var classifier = new ClassifierTask(options.Classifier, images, validation, seed, inputs.Log, cancellationToken);
            foreach (ITrainingStage stage in Stages(model, images, options, seed, device, classifier, () => from is not null))
            {
                using (stage)
                {
                    if (from is null || from.Stage == stage.Name)
                    {
                        runner.Run(stage, from);
                        stage.Conclude(inputs.Log, cancellationToken);
                        from = null;
                    }
                }
            }

            model.Evaluate();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The seed that a run with these options has: its own, else that of the checkpoint which it goes on from, else one that is drawn now.
    /// </summary>
    /// <param name="options">Settings, valid.</param>
    /// <returns>The seed.</returns>
    /// <exception cref="InvalidDataException">The checkpoint to go on from is damaged.</exception>
    /// <exception cref="IOException">The folder of the checkpoints cannot be written to.</exception>
    public static int SeedFor(RideOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        CheckpointStore? store = CheckpointStore.Open(options.Checkpoints);
        return options.Seed ?? store?.Find()?.Seed ?? Random.Shared.Next();
    }

    private static (LabeledImages Training, LabeledImages? Validation) ValidationImages(
        LabeledImages images, RideOptions options, TrainingInputs inputs, int seed)
    {
        if (options.Validation.Fraction == 0)
        {
            return (images, inputs.Validation);
        }

        (LabeledImages Training, LabeledImages Validation) split = HeldOut.Split(images, options.Validation.Fraction, seed);
        inputs.Log?.Invoke($"Holds out {split.Validation.Count} of {images.Count} images for validation.");
        return split;
    }

    private static void TakeInitialWeights(RideModel model, InitialWeightsOptions options, TrainingInputs inputs)
    {
        using DisposeScope scope = NewDisposeScope();
        model.InitialWeights = inputs.InitialModel is { } trained
            ? WeightsLoader.Load(model, HeadTransfer.State(trained, model, inputs.InitialClasses), options.Matching, "initial model")
            : options.Path is { } path ? model.LoadWeights(path, options.Matching) : null;
        if (model.InitialWeights is { } report)
        {
            inputs.Log?.Invoke(report.ToString());
        }
    }

    // Each stage is made when those before it are done.
    private static IEnumerable<ITrainingStage> Stages(
        RideModel model, LabeledImages images, RideOptions options, int seed, Device device, ClassifierTask classifier, Func<bool> isSkipping)
    {
        IEnumerable<ITrainingStage> ofExperts = options.SoftLabels.Enabled
            ? SoftLabelStages.Of(model, images, options, classifier, seed, device)
            : Experts(model, images, options, seed, device);
        foreach (ITrainingStage stage in ofExperts)
        {
            yield return stage;
        }

        if (ClassifierMethods.Find(options.Classifier.Method) is { } method)
        {
            if (!isSkipping() || method.HasEpochs)
            {
                method.Begin(model, classifier);
            }

            if (method.HasEpochs)
            {
                yield return new ClassifierStage(model, method, images, options.Classifier);
            }
        }

        if (options.Routing.Enabled)
        {
            model.AddRouter(options.Routing.TopLogits, seed);
            yield return new RoutingStage(model, images, classifier.Validation, options.Routing, device);
        }
    }

    private static IEnumerable<ITrainingStage> Experts(RideModel model, LabeledImages images, RideOptions options, int seed, Device device)
    {
        using RideModel? trained = options.Distillation.TeacherExperts is int count ? Teacher.Untrained(model.Description, count, seed, device) : null;
        if (trained is not null)
        {
            yield return new ExpertStage(
                Teacher.StageName, trained, images, options, task: SelfSupervisedTasks.Create(options, trained, images, seed, device));
        }

        RideModel? given = trained ?? options.Distillation.Teacher;
        using Teacher? teacher = given is null ? null : Teacher.CopyOf(given, model.Description, device);
        yield return new ExpertStage(ExpertStage.StageName, model, images, options, teacher, SelfSupervisedTasks.Create(options, model, images, seed, device));
    }
}
