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
        CheckPretraining(options);
        new Combinations(options, teacherGiven).Check();
        CheckTeacher(options, teacherGiven);
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
