using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Methods.Distillation;
using MLNet.Ride.Torch.Methods.SelfSupervision;
using MLNet.Ride.Torch.Methods.SoftLabels;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Torch.Training.Checkpoints;
using MLNet.Ride.Torch.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch;

/// <summary>The stages of one run, put together from its options, over one model.</summary>
internal sealed class TrainingRun(
    StageRunner runner,
    LabeledImages images,
    LabeledImages? validation,
    RideOptions options,
    TrainingInputs inputs,
    int seed,
    Device device,
    CheckpointWriter? checkpoints,
    CancellationToken cancellationToken)
{
    private WeightsReport? _initialWeights;
    private VirtualExamples? _virtualExamples;

    // The checkpoint to go on from, until its stage is reached.
    private CheckpointCard? _from;

    private ClassifierTask Classifier => new(options.Classifier, images, validation, seed, inputs.Log, cancellationToken);

    /// <summary>Trains a new model.</summary>
    /// <param name="from">A checkpoint to go on from; null to start.</param>
    public TrainedModel Train(CheckpointCard? from)
    {
        _from = from;
        RideModel model = RideModel.Create(ModelDescription.Of(options, images.ClassCounts) with { RouterTopLogits = 0 }, seed);
        try
        {
            if (from is null || StageNames.IsBeforeExperts(from.Stage))
            {
                TakeInitialWeights(model);
            }

            if (from?.VirtualExamples is { } examples)
            {
                Keep(new VirtualExamples(images.ClassCounts, examples));
            }

            model.To(device);
            foreach (ITrainingStage stage in Stages(model))
            {
                using (stage)
                {
                    Run(stage);
                }
            }

            model.Evaluate();
            return new(model, _initialWeights, _virtualExamples);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private void Run(ITrainingStage stage)
    {
        if (_from is null || _from.Stage == stage.Name)
        {
            runner.Run(stage, _from);
            stage.Conclude(inputs.Log, cancellationToken);
            _from = null;
        }
    }

    private void TakeInitialWeights(RideModel model)
    {
        using DisposeScope scope = NewDisposeScope();
        _initialWeights = inputs.InitialModel is { } trained
            ? WeightsLoader.Load(model, HeadTransfer.State(trained, model, inputs.InitialClasses), options.InitialWeights.Matching, "initial model")
            : options.InitialWeights.Path is { } path ? model.LoadWeights(path, options.InitialWeights.Matching) : null;
        if (_initialWeights is { } report)
        {
            inputs.Log?.Invoke(report.ToString());
        }
    }

    private void Keep(VirtualExamples examples)
    {
        _virtualExamples = examples;
        if (checkpoints is not null)
        {
            checkpoints.VirtualExamples = examples.ByClass;
        }
    }

    // Each stage is made when those before it are done.
    private IEnumerable<ITrainingStage> Stages(RideModel model)
    {
        IEnumerable<ITrainingStage> ofExperts = options.SoftLabels.Enabled
            ? SoftLabelStages.Of(model, images, options, Classifier, seed, device, _initialWeights is not null)
            : Experts(model);
        foreach (ITrainingStage stage in ofExperts)
        {
            yield return stage;
        }

        if (ClassifierRegistry.All.Find(options.Classifier.Method) is { } method)
        {
            if (_from is null || method.HasEpochs)
            {
                method.Begin(model, Classifier);
            }

            if (method.HasEpochs)
            {
                yield return new ClassifierStage(model, method, images, options.Classifier);
            }
        }

        if (options.Routing.Enabled)
        {
            model.AddRouter(options.Routing.TopLogits, seed);
            yield return new RoutingStage(model, images, validation, options.Routing, device);
        }
    }

    private IEnumerable<ITrainingStage> Experts(RideModel model)
    {
        using RideModel? trained = options.Distillation.TeacherExperts is int count ? Teacher.Untrained(model.Description, count, seed, device) : null;
        if (trained is not null)
        {
            yield return new ExpertStage(
                StageNames.Teacher, trained, images, options, task: SelfSupervisionRegistry.Create(options, trained, images, seed, device));
        }

        RideModel? given = trained ?? inputs.Teacher;
        using Teacher? teacher = given is null ? null : Teacher.CopyOf(given, model.Description, device);
        TeacherDistillation? distillation = teacher is null ? null : new(teacher, options.Distillation, images, Keep);
        yield return new ExpertStage(
            StageNames.Experts, model, images, options, distillation, SelfSupervisionRegistry.Create(options, model, images, seed, device));
    }
}
