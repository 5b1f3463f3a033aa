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
/// Whether a run can be put together from options: each value is in its range, each name is in its registry, and the groups go with each other.
/// </summary>
internal static class RunCheck
{
    /// <param name="options">Settings of the run.</param>
    /// <param name="teacherGiven">Whether there is a teacher that is trained already.</param>
    /// <exception cref="ArgumentException">A setting is out of range or does not go with another; the message names it.</exception>
    public static void Check(RideOptions options, bool teacherGiven)
    {
        options.CheckValues();
        BackboneRegistry.All.Check(options.Backbone, nameof(options.Backbone));
        BackboneRegistry.CheckSharing(options.Backbone, options.SharedThirdStage, nameof(options.SharedThirdStage));
        ScheduleRegistry.Check(options.Optimizer);
        LossCheck.Check(options.Loss, options.ExpertCount);
        SamplerRegistry.Check(options.Sampling);
        MixingRegistry.Check(options.Mixing, options.Epochs);
        AugmentationRegistry.Check(options.Augmentation);
        SelfSupervisionRegistry.Check(options.SelfSupervision);
        ClassifierRegistry.Check(options.Classifier, options.Head, options.Routing.Enabled, options.SoftLabels.Enabled);
        SoftLabelCheck.Check(options, teacherGiven || options.Distillation.TeacherExperts is not null);
        CheckSampling(options.Sampling, options.Loss);
        CheckMixing(options);
        CheckTeacher(options, teacherGiven);
    }

    private static void CheckSampling(SamplingOptions sampling, LossOptions loss)
    {
        if (LossRegistry.Find(loss.Classification).DiffersByExpert && (sampling.DeferredResampling || sampling.Sampler != Samplers.InstanceBalanced))
        {
            throw new ArgumentException(
                $"The loss '{loss.Classification}' makes up for the class frequencies expert by expert, and resampling would do so again: "
                + $"set Sampling.Sampler = \"{Samplers.InstanceBalanced}\" and Sampling.DeferredResampling = false.",
                sampling.DeferredResampling ? "Sampling.DeferredResampling" : "Sampling.Sampler");
        }

        if (sampling.DeferredResampling && loss.DeferredReweighting)
        {
            throw new ArgumentException(
                "Sampling.DeferredResampling and Loss.DeferredReweighting would both make up for the class frequencies after the same epoch: "
                + "set one of them to false.",
                "Sampling.DeferredResampling");
        }
    }

    private static void CheckMixing(RideOptions options)
    {
        if (MixingRegistry.All.Find(options.Mixing.Method) is not { } method)
        {
            return;
        }

        string name = options.Mixing.Method;
        if (options.SelfSupervision.Task != SelfSupervisedTasks.None)
        {
            throw new ArgumentException(
                $"SelfSupervision.Task '{options.SelfSupervision.Task}' asks what a single image is, but Mixing.Method '{name}' makes each of two: set one of them to none.",
                "Mixing.Method");
        }

        SamplingOptions sampling = options.Sampling;
        if (method.BalancedOthers && (sampling.DeferredResampling || SamplerRegistry.EndsBalanced(sampling.Sampler, sampling.Power)))
        {
            string what = sampling.DeferredResampling ? "Sampling.DeferredResampling" : $"Sampling.Sampler = '{sampling.Sampler}'";
            throw new ArgumentException(
                $"Mixing.Method '{name}' takes class-balanced images for the foreground and needs backgrounds of the frequent classes, but {what} balances "
                + "these too: sample them as they are, or take another method.",
                "Mixing.Method");
        }
    }

    private static void CheckTeacher(RideOptions options, bool teacherGiven)
    {
        DistillationOptions distillation = options.Distillation;
        if (teacherGiven && distillation.TeacherExperts is not null)
        {
            throw new ArgumentException(
                "There are two teachers, one that is given and one with Distillation.TeacherExperts that would be trained: leave one of them out.",
                "Distillation.TeacherExperts");
        }

        bool hasTeacher = teacherGiven || distillation.TeacherExperts is not null;
        if (!hasTeacher && (distillation.Temperature is not null || distillation.Method != DistillationMethod.SelfDistillation))
        {
            throw new ArgumentException(
                $"Distillation.{(distillation.Temperature is null ? nameof(distillation.Method) : nameof(distillation.Temperature))} is set, but there is no teacher: "
                + "set Distillation.TeacherExperts (six for RIDE, one for DiVE's plain network) to train one, or give one.",
                "Distillation.TeacherExperts");
        }

        LossRegistry.CheckExperts(
            options.Loss.Classification, distillation.TeacherExperts ?? options.ExpertCount, "Distillation.TeacherExperts");
    }
}
