using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch;

/// <summary>Refuses methods that do not work together.</summary>
/// <param name="options">Settings of the run, each in its range.</param>
/// <param name="teacherGiven">Whether a trained teacher is given.</param>
internal sealed class Combinations(RideOptions options, bool teacherGiven)
{
    private Setting Mixed => new(options.Mixing.Method != Mixing.None, "Mixing.Method", Mixing.None);

    private Setting Task => new(options.SelfSupervision.Task != SelfSupervisedTasks.None, "SelfSupervision.Task", SelfSupervisedTasks.None);

    private Setting TaskBesideLabels => Task with { IsSet = Task.IsSet && options.SelfSupervision.PretrainingEpochs == 0 };

    private Setting SoftLabels => new(options.SoftLabels.Enabled, "SoftLabels.Enabled", "false");

    private Setting Teacher => new(teacherGiven || options.Distillation.TeacherExperts is not null, "Distillation", "no teacher");

    private Setting Consistency => new(options.Consistency.Weight > 0, "Consistency.Weight", "0");

    private Setting Translation => new(options.Translation.Enabled, "Translation.Enabled", "false");

    /// <exception cref="ArgumentException">Two methods do not work together; the message names them.</exception>
    public void Check()
    {
        if (options.FrozenBackbone || options.Vectors is not null)
        {
            CheckFeatures();
        }

        if (options.Loss.Objective == ExpertObjective.Bilateral)
        {
            CheckBranches();
        }

        if (Consistency.IsSet)
        {
            CheckConsistency();
        }

        if (Translation.IsSet)
        {
            CheckTranslation();
        }
    }

    /// <summary>Checks that several processes can train together.</summary>
    /// <exception cref="ArgumentException">A method needs whole batches in one process; the message names it.</exception>
    public void CheckParallel()
        => Refuse(
            [
                Consistency,
                Translation,
                new(options.Distillation.Method == DistillationMethod.MultipleTeachers, "Distillation.Method", nameof(DistillationMethod.SelfDistillation)),
            ],
            method => $"{method.Option} does not support several processes: start one, or set {method.Option} to {method.Off}.");

    // Features that are computed once cannot follow what changes the images in every step.
    private void CheckFeatures()
        => Refuse(
            [Task, SoftLabels, Consistency, Translation, Teacher, new(options.Mixing.Method is not (Mixing.None or Mixing.Mixup), "Mixing.Method", $"{Mixing.None} or {Mixing.Mixup}")],
            method => options.FrozenBackbone
                ? $"{method.Option} needs images in every step, but FrozenBackbone trains on features that are computed once: set FrozenBackbone = false, or {method.Option} to {method.Off}."
                : $"{method.Option} needs images, but the run learns from feature vectors: set {method.Option} to {method.Off}.");

    // The two branches of BBN see different images, which are what other methods compare or mix.
    private void CheckBranches()
        => Refuse(
            [Mixed, TaskBesideLabels, SoftLabels, Teacher, new(options.Routing.Enabled, "Routing.Enabled", "false")],
            method => $"{method.Option} does not work with two experts that are trained on different images and are right only together: set {method.Option} to {method.Off}, "
                + "or Loss.Objective = Individual.");

    // A step compares two views of the same images.
    private void CheckConsistency()
        => Refuse(
            [Mixed, TaskBesideLabels, SoftLabels, Teacher, Objective(options.Loss.Objective != ExpertObjective.Individual)],
            method => $"{method.Option} does not work with Consistency, which shows each expert two views of an image: set {method.Option} to {method.Off}, or Consistency.Weight = 0.");

    // Other methods mix images, have their own first network, or show the experts other images.
    private void CheckTranslation()
    {
        Refuse(
            [Mixed, TaskBesideLabels, SoftLabels, Teacher, Consistency, Objective(options.Loss.Objective == ExpertObjective.Bilateral)],
            method => $"{method.Option} does not work with translated images: set {method.Option} to {method.Off}, or Translation.Enabled to false.");
        int after = options.Loss.ReweightAfter(options.Epochs);
        if (after >= options.Epochs)
        {
            throw new ArgumentException(
                $"No images would be translated: Loss.ReweightAfterEpoch is {after}, but there are {options.Epochs} epochs. Set a lower one.", "Loss.ReweightAfterEpoch");
        }
    }

    private static Setting Objective(bool isSet) => new(isSet, "Loss.Objective", nameof(ExpertObjective.Individual));

    private static void Refuse(IEnumerable<Setting> settings, Func<Setting, string> message)
    {
        if (settings.FirstOrDefault(setting => setting.IsSet) is { } first)
        {
            throw new ArgumentException(message(first), first.Option);
        }
    }

    /// <param name="IsSet">Whether the method is on.</param>
    /// <param name="Option">The option that turns it on.</param>
    /// <param name="Off">What turns it off.</param>
    private sealed record Setting(bool IsSet, string Option, string Off);
}
