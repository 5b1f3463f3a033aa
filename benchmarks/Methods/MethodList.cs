using MLNet.Ride;
using MLNet.Ride.Torch.Options;

namespace Methods;

/// <summary>The methods of the table, in its order. A further one is a further entry.</summary>
internal static class MethodList
{
    public static IReadOnlyList<Method> All { get; } =
    [
        Plain("ce", "cross-entropy", _ => { }),
        Plain("cb", "class-balanced weights", o => o.Loss.Classification = "class-balanced"),
        Plain("focal", "focal loss, γ = 1", o => o.Loss.Classification = "focal"),
        Plain("ldam", "LDAM, cosine head", Ldam),
        Plain("ldam-drw", "LDAM, cosine head, deferred re-weighting", o =>
        {
            Ldam(o);
            o.Loss.DeferredReweighting = true;
        }),
        Plain("bsce", "balanced softmax", o => o.Loss.Classification = "balanced-softmax"),
        Plain("class-balanced sampling", "cross-entropy, every class as often", o => o.Sampling.Sampler = "class-balanced"),
        Plain("square-root sampling", "cross-entropy, classes by √n", o => o.Sampling.Sampler = "square-root"),
        Plain("progressive sampling", "cross-entropy, from instances to classes", o => o.Sampling.Sampler = "progressively-balanced"),
        Plain("ce-drs", "cross-entropy, deferred re-sampling", o => o.Sampling.DeferredResampling = true),
        Plain("tde", "cross-entropy, causal head, α = 1.5", o => o.Head = HeadKind.Causal),
        Retrained("crt", "cross-entropy, then balanced classifiers", new() { Method = "crt" }),
        Retrained("crt-last-stage", "cross-entropy, then balanced classifiers and last stage", new() { Method = "crt-last-stage" }),
        Retrained("crt-all", "cross-entropy, then everything balanced at a tenth of the rate", new() { Method = "crt-all" }),
        Retrained("lws", "cross-entropy, then scales of classifiers", new() { Method = "lws" }),
        Retrained("tau-norm", "cross-entropy, then classifiers of equal norms, τ = 1", new() { Method = "tau-norm", Tau = 1 }),
        Retrained("ncm", "cross-entropy, then nearest class means", new() { Method = "ncm" }),
        Balanced("bsce + mixup", "balanced softmax, mixup", o => o.Mixing.Method = "mixup"),
        Balanced("bsce + cutmix", "balanced softmax, CutMix", o => o.Mixing.Method = "cutmix"),
        Balanced("bsce + cmo", "balanced softmax, CMO", o => o.Mixing.Method = "cmo"),
        Balanced("bsce + autoaugment", "balanced softmax, AutoAugment and Cutout", Strong),
        Balanced("bsce + randaugment", "balanced softmax, RandAugment", o =>
        {
            o.Augmentation.RotationDegrees = 0;
            o.Augmentation.Policy = "rand-augment";
        }),
        Balanced("bsce + cosine", "balanced softmax, cosine schedule", o => o.Optimizer.Schedule = "cosine"),
        Balanced("bsce + ema", "balanced softmax, averaged weights", o => o.Optimizer.AverageDecay = 0.99),
        Balanced("bsce + rotation", "balanced softmax, rotations told beside", o => o.SelfSupervision.Task = "rotation"),
        Balanced("ssp + bsce", "rotations alone first, then balanced softmax", o => (o.SelfSupervision.Task, o.SelfSupervision.PretrainingEpochs) = ("rotation", o.Epochs)),
        new("dive", "balanced softmax, virtual examples of a teacher", RideTrainer.Options.DiVE, _ => { }),
        new("lfme", "3 teachers of many-, medium-, and few-shot classes, at the student's pace", RideTrainer.Options.Lfme, _ => { }),
        new("bbn", "2 branches, the second for rare classes", RideTrainer.Options.Bbn, o => (o.Backbone, o.ReducedWidth) = ("resnet32-branches", false)),
        new("m2m", "cross-entropy, then re-sampling with translated images", RideTrainer.Options.M2m, _ => { }),
        new("ssd", "soft labels of a self-supervised network", RideTrainer.Options.Ssd, _ => { }),
        Ride("ride", "3 experts, all asked", o => o.Routing.Enabled = false),
        Ride("ride + routing", "3 experts, as many as an image needs", _ => { }),
        Ride("ride + distill", "3 experts, all asked, from a teacher of 6", o =>
        {
            o.Routing.Enabled = false;
            o.Distillation.TeacherExperts = 6;
        }),
        new("sade", "3 experts for 3 distributions", RideTrainer.Options.Sade, _ => { }),
        new("balpoe", "3 experts, biases 0, 1 and 2", RideTrainer.Options.BalPoE, o => o.Mixing.Method = "none"),
        new("balpoe + mixup", "3 experts, biases 0, 1 and 2, mixup", RideTrainer.Options.BalPoE, _ => { }),
        new("mdcs", "3 experts, biases −0.5, 1, and 2.5, consistent on two views", RideTrainer.Options.Mdcs, _ => { }),
        new("balpoe + mixup + autoaugment", "the same with AutoAugment and Cutout", RideTrainer.Options.BalPoE, Strong),
    ];

    /// <exception cref="ArgumentException">There is no method of this name.</exception>
    public static IReadOnlyList<Method> Find(IReadOnlyCollection<string> names)
        => names.Count == 0 ? All : [.. names.Select(name => All.FirstOrDefault(method => method.Name == name)
            ?? throw new ArgumentException($"There is no method '{name}'. There are: {string.Join(", ", All.Select(method => method.Name))}."))];

    private static void Ldam(RideTrainer.Options options)
    {
        options.Head = HeadKind.Cosine;
        options.Loss.Classification = "ldam";
    }

    private static void Strong(RideTrainer.Options options)
    {
        options.Augmentation.RotationDegrees = 0;
        options.Augmentation.Policy = "auto-augment-cifar";
        options.Augmentation.CutoutSize = 16;
    }

    private static Method Retrained(string name, string description, ClassifierOptions classifier)
        => new(name, description, RideTrainer.Options.PlainNetwork, _ => { }) { Classifier = classifier };

    private static Method Balanced(string name, string description, Action<RideTrainer.Options> change)
        => Plain(name, description, o =>
        {
            o.Loss.Classification = "balanced-softmax";
            change(o);
        });

    private static Method Plain(string name, string description, Action<RideTrainer.Options> change)
        => new(name, description, RideTrainer.Options.PlainNetwork, change);

    private static Method Ride(string name, string description, Action<RideTrainer.Options> change)
        => new(name, description, RideTrainer.Options.Cifar100LT, change);
}
