using MLNet.Ride.Torch.Batches.Mixing;
using MLNet.Ride.Torch.Imaging.Policies;
using MLNet.Ride.Torch.Losses.Classification;
using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Methods.SelfSupervision;
using MLNet.Ride.Torch.Methods.SoftLabels;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Sampling;
using MLNet.Ride.Torch.Training.Schedules;

namespace MLNet.Ride.Torch;

/// <summary>
/// Checks that a run can be put together from options: values are in range, names are in their registries, and groups do not contradict each other.
/// What is unusual but well-defined is logged instead (<see cref="UnusualSettings"/>).
/// </summary>
internal static class RunCheck
{
    /// <param name="options">Settings of the run.</param>
    /// <param name="teacherGiven">Whether a trained teacher is given.</param>
    /// <exception cref="ArgumentException">A setting is out of range or contradicts another; the message names it.</exception>
    public static void Check(RideOptions options, bool teacherGiven)
    {
        options.CheckValues();
        BackboneRegistry.All.Check(options.Backbone, nameof(options.Backbone));
        BackboneRegistry.CheckSharing(options.Backbone, options.SharedThirdStage, nameof(options.SharedThirdStage));
        BackboneRegistry.CheckFrozen(options.Backbone, options.FineTuning.FrozenStages);
        ScheduleRegistry.Check(options.Optimizer);
        LossCheck.Check(options.Loss, options.ExpertCount);
        SamplerRegistry.Check(options.Sampling);
        MixingRegistry.Check(options.Mixing, options.Epochs);
        AugmentationRegistry.Check(options.Augmentation);
        AugmentationRegistry.All.Check(options.Consistency.Policy, "Consistency.Policy");
        SelfSupervisionRegistry.Check(options.SelfSupervision);
        ClassifierRegistry.Check(options.Classifier, options.Head, options.Routing.Enabled, options.FrozenBackbone || options.Vectors is not null, options.SoftLabels.Enabled);
        SoftLabelCheck.Check(options, teacherGiven || options.Distillation.TeacherExperts is not null);
        CheckMixing(options);
        CheckBranches(options, teacherGiven);
        CheckConsistency(options, teacherGiven);
        CheckTranslation(options, teacherGiven);
        CheckPretraining(options);
        CheckFeatures(options, teacherGiven);
        CheckTeacher(options, teacherGiven);
    }

    /// <summary>Checks that several processes can train together with these settings, which <see cref="Check"/> has accepted.</summary>
    /// <param name="options">Settings of the run.</param>
    /// <exception cref="ArgumentException">A method needs whole batches in one process; the message names it.</exception>
    public static void CheckParallel(RideOptions options)
    {
        (bool IsSet, string Option, string Off)[] ofWholeBatches =
        [
            (options.Consistency.Weight > 0, "Consistency.Weight", "0"),
            (options.Translation.Enabled, "Translation.Enabled", "false"),
            (options.Distillation.Method == DistillationMethod.MultipleTeachers, "Distillation.Method", nameof(DistillationMethod.SelfDistillation)),
        ];
        foreach ((_, string option, string off) in ofWholeBatches.Where(setting => setting.IsSet))
        {
            throw new ArgumentException($"{option} does not support several processes: start one, or set {option} to {off}.", option);
        }
    }

    // Features that are computed once cannot follow what changes the images in every step.
    private static void CheckFeatures(RideOptions options, bool teacherGiven)
    {
        if (!options.FrozenBackbone && options.Vectors is null)
        {
            return;
        }

        (bool IsSet, string Option, string Off)[] ofImages =
        [
            (options.SelfSupervision.Task != SelfSupervisedTasks.None, "SelfSupervision.Task", SelfSupervisedTasks.None),
            (options.SoftLabels.Enabled, "SoftLabels.Enabled", "false"),
            (options.Consistency.Weight > 0, "Consistency.Weight", "0"),
            (options.Translation.Enabled, "Translation.Enabled", "false"),
            (teacherGiven || options.Distillation.TeacherExperts is not null, "Distillation", "no teacher"),
            (options.Mixing.Method is not (Mixing.None or Mixing.Mixup), "Mixing.Method", $"{Mixing.None} or {Mixing.Mixup}"),
        ];
        foreach ((_, string option, string off) in ofImages.Where(setting => setting.IsSet))
        {
            throw new ArgumentException(
                options.FrozenBackbone
                    ? $"{option} needs images in every step, but FrozenBackbone trains on features that are computed once: set FrozenBackbone = false, or {option} to {off}."
                    : $"{option} needs images, but the run learns from feature vectors: set {option} to {off}.",
                option);
        }
    }

    private static void CheckMixing(RideOptions options)
    {
        if (options.Mixing.Method != Mixing.None && options.SelfSupervision is { PretrainingEpochs: 0 } && options.SelfSupervision.Task != SelfSupervisedTasks.None)
        {
            throw new ArgumentException(
                $"SelfSupervision.Task '{options.SelfSupervision.Task}' needs images of one source, but Mixing.Method '{options.Mixing.Method}' mixes two: set one of them to none.",
                "Mixing.Method");
        }
    }

    // The two branches of BBN see different images, which are what other methods compare or mix.
    private static void CheckBranches(RideOptions options, bool teacherGiven)
    {
        if (options.Loss.Objective != ExpertObjective.Bilateral)
        {
            return;
        }

        (bool IsSet, string Option, string Off)[] ofOneBatch =
        [
            (options.Mixing.Method != Mixing.None, "Mixing.Method", Mixing.None),
            (options.SelfSupervision is { PretrainingEpochs: 0 } && options.SelfSupervision.Task != SelfSupervisedTasks.None, "SelfSupervision.Task", SelfSupervisedTasks.None),
            (options.SoftLabels.Enabled, "SoftLabels.Enabled", "false"),
            (teacherGiven || options.Distillation.TeacherExperts is not null, "Distillation", "no teacher"),
            (options.Routing.Enabled, "Routing.Enabled", "false"),
        ];
        foreach ((_, string option, string off) in ofOneBatch.Where(setting => setting.IsSet))
        {
            throw new ArgumentException(
                $"{option} does not work with two experts that are trained on different images and are right only together: set {option} to {off}, or Loss.Objective = Individual.",
                option);
        }
    }

    // A step compares two views of the same images.
    private static void CheckConsistency(RideOptions options, bool teacherGiven)
    {
        if (options.Consistency.Weight == 0)
        {
            return;
        }

        (bool IsSet, string Option, string Off)[] withOtherInputs =
        [
            (options.Mixing.Method != Mixing.None, "Mixing.Method", Mixing.None),
            (options.SelfSupervision is { PretrainingEpochs: 0 } && options.SelfSupervision.Task != SelfSupervisedTasks.None, "SelfSupervision.Task", SelfSupervisedTasks.None),
            (options.SoftLabels.Enabled, "SoftLabels.Enabled", "false"),
            (teacherGiven || options.Distillation.TeacherExperts is not null, "Distillation", "no teacher"),
            (options.Loss.Objective != ExpertObjective.Individual, "Loss.Objective", nameof(ExpertObjective.Individual)),
        ];
        foreach ((_, string option, string off) in withOtherInputs.Where(setting => setting.IsSet))
        {
            throw new ArgumentException(
                $"{option} does not work with Consistency, which shows each expert two views of an image: set {option} to {off}, or Consistency.Weight = 0.", option);
        }
    }

    // Other methods mix images, have their own first network, or show the experts other images.
    private static void CheckTranslation(RideOptions options, bool teacherGiven)
    {
        if (!options.Translation.Enabled)
        {
            return;
        }

        (bool IsSet, string Option, string Off)[] others =
        [
            (options.Mixing.Method != Mixing.None, "Mixing.Method", Mixing.None),
            (options.SelfSupervision is { PretrainingEpochs: 0 } && options.SelfSupervision.Task != SelfSupervisedTasks.None, "SelfSupervision.Task", SelfSupervisedTasks.None),
            (options.SoftLabels.Enabled, "SoftLabels.Enabled", "false"),
            (teacherGiven || options.Distillation.TeacherExperts is not null, "Distillation", "no teacher"),
            (options.Consistency.Weight > 0, "Consistency.Weight", "0"),
            (options.Loss.Objective == ExpertObjective.Bilateral, "Loss.Objective", nameof(ExpertObjective.Individual)),
        ];
        foreach ((_, string option, string off) in others.Where(setting => setting.IsSet))
        {
            throw new ArgumentException($"{option} does not work with translated images: set {option} to {off}, or Translation.Enabled to false.", option);
        }

        int after = options.Loss.ReweightAfter(options.Epochs);
        if (after >= options.Epochs)
        {
            throw new ArgumentException(
                $"No images would be translated: Loss.ReweightAfterEpoch is {after}, but there are {options.Epochs} epochs. Set a lower one.", "Loss.ReweightAfterEpoch");
        }
    }

    private static void CheckPretraining(RideOptions options)
    {
        if (options.SelfSupervision.PretrainingEpochs > 0 && (options.HeadStart == HeadStart.ClassMeans || options.FineTuning.HeadEpochs > 0))
        {
            throw new ArgumentException(
                "SelfSupervision.PretrainingEpochs changes the features that HeadStart and FineTuning.HeadEpochs fit classifiers to: set HeadStart = Random and HeadEpochs = 0.",
                "SelfSupervision.PretrainingEpochs");
        }
    }

    private static void CheckTeacher(RideOptions options, bool teacherGiven)
    {
        DistillationOptions distillation = options.Distillation;
        if (teacherGiven && distillation.TeacherExperts is not null)
        {
            throw new ArgumentException(
                "There are two teachers: one is given, and Distillation.TeacherExperts trains another. Remove one of them.",
                "Distillation.TeacherExperts");
        }

        bool hasTeacher = teacherGiven || distillation.TeacherExperts is not null;
        if (!hasTeacher && (distillation.Temperature is not null || distillation.Method != DistillationMethod.SelfDistillation))
        {
            throw new ArgumentException(
                $"Distillation.{(distillation.Temperature is null ? nameof(distillation.Method) : nameof(distillation.Temperature))} is set, but there is no teacher: "
                + "set Distillation.TeacherExperts (six for RIDE, one for the plain networks of DiVE and LFME) to train one, or provide one.",
                "Distillation.TeacherExperts");
        }

        if (distillation.Method == DistillationMethod.MultipleTeachers)
        {
            CheckMultipleTeachers(options);
        }

        int teacherExperts = distillation.TeacherExperts ?? options.ExpertCount;
        LossRegistry.CheckExperts(options.Loss.Classification, teacherExperts, "Distillation.TeacherExperts");
        LossRegistry.CheckTaus(options.Loss, teacherExperts, "Distillation.TeacherExperts");
    }

    private static void CheckMultipleTeachers(RideOptions options)
    {
        if (options.Distillation.TeacherExperts is null)
        {
            throw new ArgumentException(
                "Distillation.Method = MultipleTeachers trains teachers for subsets of the classes, but a teacher of all classes is given: set Distillation.TeacherExperts = 1 "
                + "instead, or another method.",
                "Distillation.Method");
        }

        if (options.Mixing.Method != Mixing.None)
        {
            throw new ArgumentException(
                $"Distillation.Method = MultipleTeachers weighs images by how easy they are, but Mixing.Method '{options.Mixing.Method}' mixes two: set Mixing.Method to none.",
                "Mixing.Method");
        }
    }
}
