using MLNet.Ride;

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
        Ride("ride", "3 experts, all asked", o => o.Routing.Enabled = false),
        Ride("ride + routing", "3 experts, as many as an image needs", _ => { }),
        Ride("ride + distill", "3 experts, all asked, from a teacher of 6", o =>
        {
            o.Routing.Enabled = false;
            o.Distillation.TeacherExperts = 6;
        }),
    ];

    /// <exception cref="ArgumentException">There is no method of this name.</exception>
    public static IReadOnlyList<Method> Find(IReadOnlyCollection<string> names)
        => names.Count == 0 ? All : [.. names.Select(name => All.FirstOrDefault(method => method.Name == name)
            ?? throw new ArgumentException($"There is no method '{name}'. There are: {string.Join(", ", All.Select(method => method.Name))}."))];

    private static void Ldam(RideTrainer.Options options)
    {
        options.Head = MLNet.Ride.Torch.HeadKind.Cosine;
        options.Loss.Classification = "ldam";
    }

    private static Method Plain(string name, string description, Action<RideTrainer.Options> change)
        => Changed(name, description, RideTrainer.Options.PlainNetwork, change);

    private static Method Ride(string name, string description, Action<RideTrainer.Options> change)
        => Changed(name, description, RideTrainer.Options.Cifar100LT, change);

    private static Method Changed(string name, string description, Func<RideTrainer.Options> recipe, Action<RideTrainer.Options> change)
        => new(name, description, () =>
        {
            RideTrainer.Options options = recipe();
            change(options);
            return options;
        });
}
