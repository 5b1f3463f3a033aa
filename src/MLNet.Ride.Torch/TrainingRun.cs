using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Methods.Distillation;
using MLNet.Ride.Torch.Methods.SelfSupervision;
using MLNet.Ride.Torch.Methods.SoftLabels;
using MLNet.Ride.Torch.Methods.Translation;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime.Mpi;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Torch.Training.Checkpoints;
using MLNet.Ride.Torch.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch;

/// <summary>The stages of one run, built from its options around one model.</summary>
internal sealed class TrainingRun(
    StageRunner runner,
    LabeledImages images,
    LabeledImages? validation,
    RideOptions options,
    TrainingInputs inputs,
    int seed,
    Device device,
    CheckpointWriter? checkpoints,
    IProgress<TrainingProgress>? progress,
    CancellationToken cancellationToken,
    ProcessGroup group)
{
    private WeightsReport? _initialWeights;
    private VirtualExamples? _virtualExamples;

    private ClassifierTask Classifier => new(options.Classifier, images, validation, seed, inputs.Log, group.Own(cancellationToken));

    // Networks before the model of the run, such as a teacher, then begin with its weights.
    private bool HasWeights => WeightsGiven || options.SelfSupervision.PretrainingEpochs > 0;

    private bool WeightsGiven => inputs.InitialModel is not null || PretrainedBackbone.GivesWeights(options);

    /// <summary>Trains a new model.</summary>
    /// <param name="from">A checkpoint to resume from; null to start.</param>
    public TrainedModel Train(CheckpointCard? from)
    {
        if (from?.VirtualExamples is { } examples)
        {
            Keep(new VirtualExamples(images.ClassCounts, examples));
        }

        bool finished = from?.IsFinished == true;
        RideModel model = RideModel.Create(
            finished ? RideTraining.Describe(options, images.ClassCounts) : ModelDescription.Of(options, images.ClassCounts) with { RouterTopLogits = 0 }, seed);
        try
        {
            if (finished)
            {
                checkpoints!.Restore(model);
                model.To(device);
            }
            else
            {
                Train(model, from);
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

    private void Train(RideModel model, CheckpointCard? from)
    {
        if (from is null)
        {
            TakeInitialWeights(model);
        }

        if (options.StandardizeVectors)
        {
            VectorStandardization.Fit(model, images);
        }

        model.To(device);
        if (options.FrozenBackbone)
        {
            new FrozenBackbone(model, images, validation, options, seed, checkpoints, inputs.Log, progress, cancellationToken, group).Train();
            checkpoints?.WriteFinished(model);
            return;
        }

        if (from is null)
        {
            BeginHeads(model);
        }

        if (checkpoints is not null && HasWeights)
        {
            checkpoints.InitialWeights = model;
        }

        using var first = new FirstNetwork(() => FirstOf(model, starts: from is null));
        using SubsetTeachers? subsets = options.Distillation.Method == DistillationMethod.MultipleTeachers
            ? new SubsetTeachers(model, images, options, seed, device, HasWeights)
            : null;
        PlannedStage[] stages = [.. Stages(model, first, subsets)];
        int next = from is null ? 0 : Array.FindIndex(stages, stage => stage.Name == from.Stage);
        if (next < 0)
        {
            throw new InvalidDataException($"The checkpoint belongs to the stage '{from!.Stage}', which this run does not have.");
        }

        foreach (PlannedStage done in stages[..next])
        {
            done.Skip?.Invoke();
        }

        foreach (PlannedStage planned in stages[next..])
        {
            using ITrainingStage? stage = planned.Begin();
            if (stage is not null)
            {
                runner.Run(stage, from);
                stage.Conclude(inputs.Log, group.Own(cancellationToken));
            }

            from = null;
        }

        checkpoints?.WriteFinished(model);
    }

    private void TakeInitialWeights(RideModel model)
    {
        using DisposeScope scope = NewDisposeScope();
        _initialWeights = inputs.InitialModel is { } trained
            ? WeightsLoader.Load(model, HeadTransfer.State(trained, model, inputs.InitialClasses), options.InitialWeights.Matching, "initial model")
            : PretrainedBackbone.WeightsPath(options) is { } path ? model.LoadWeights(path, options.InitialWeights.Matching) : null;
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

    private void BeginHeads(RideModel model)
    {
        if (WeightsGiven && options.FineTuning.HeadEpochs > 0)
        {
            new FrozenBackbone(
                model, images, null, HeadsFirst.Options(options), seed, checkpoints, inputs.Log, HeadsFirst.Progress(progress), cancellationToken, group).Train();
        }
        else if ((WeightsGiven || options.Vectors is not null) && options.HeadStart == HeadStart.ClassMeans)
        {
            ClassMeanHeads.Begin(model, Classifier);
        }
    }

    private RideModel FirstOf(RideModel model, bool starts)
    {
        if (options.SoftLabels.Enabled)
        {
            return SoftLabelStages.Untrained(model, seed, device, HasWeights);
        }

        RideModel teacher = Teacher.Untrained(model, options.Translation.Enabled ? options.ExpertCount : options.Distillation.TeacherExperts!.Value, seed, device, HasWeights);
        if (starts)
        {
            BeginHeads(teacher);
        }

        return teacher;
    }

    private List<PlannedStage> Stages(RideModel model, FirstNetwork first, SubsetTeachers? subsets)
    {
        List<PlannedStage> stages = options.SoftLabels.Enabled
            ? [.. SoftLabelStages.Of(model, first, images, options, Classifier, seed, device)]
            : [.. Experts(model, first, subsets)];
        if (options.SelfSupervision.PretrainingEpochs > 0)
        {
            stages.Insert(0, Pretraining.Planned(model, images, options, seed, device));
        }

        if (ClassifierRegistry.All.Find(options.Classifier.Method) is { } method)
        {
            stages.Add(ClassifierStage.Planned(StageNames.Classifier, () => model, method, Classifier));
        }

        if (options.Routing.Enabled)
        {
            stages.Add(new(StageNames.Routing, () =>
            {
                model.AddRouter(options.Routing.TopLogits, seed);
                return new RoutingStage(model, images, validation, options.Routing, device);
            }));
        }

        return stages;
    }

    private List<PlannedStage> Experts(RideModel model, FirstNetwork teacher, SubsetTeachers? subsets)
    {
        List<PlannedStage> stages = [.. subsets?.Stages() ?? []];
        if (subsets is null && options.Distillation.TeacherExperts is not null)
        {
            stages.Add(new(StageNames.Teacher, () => new ExpertStage(
                StageNames.Teacher, teacher.Model, images, options, task: SelfSupervisionRegistry.Create(options, teacher.Model, images, seed, device))));
        }

        if (options.Translation.Enabled)
        {
            stages.Add(new(StageNames.Translator, () => new ExpertStage(StageNames.Translator, teacher.Model, images, MajorToMinor.OptionsOfTranslator(options))));
        }

        stages.Add(new(StageNames.Experts, () => new ExpertStage(
            StageNames.Experts,
            model,
            images,
            options,
            Distillation(model, teacher, subsets),
            SelfSupervisionRegistry.Create(options, model, images, seed, device),
            options.Translation.Enabled
                ? new MajorToMinor(teacher.Model, model, options.Translation, options.Loss.ReweightAfter(options.Epochs), seed, device)
                : null)));
        return stages;
    }

    private IDistillation? Distillation(RideModel model, FirstNetwork first, SubsetTeachers? subsets)
    {
        if (subsets is not null)
        {
            return new MultipleTeachers(model, subsets, images, validation!, options, device);
        }

        RideModel? given = options.Distillation.TeacherExperts is null ? inputs.Teacher : first.Model;
        if (given is null)
        {
            return null;
        }

        Teacher teacher = Teacher.CopyOf(given, model.Description, device);
        first.Dispose();
        return new TeacherDistillation(teacher, options.Distillation, images, Keep);
    }
}
