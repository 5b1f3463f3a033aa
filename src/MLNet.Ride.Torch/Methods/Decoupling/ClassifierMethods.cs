using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Sampling;

namespace MLNet.Ride.Torch.Methods.Decoupling;

/// <summary>The registry of ways to get classifiers for a trained representation. A further one is a further entry.</summary>
/// <remarks>
/// <c>joint</c>: the classifiers stay as they were trained with the network.
/// <c>crt</c>: they begin at random again and are trained with class-balanced sampling (classifier re-training).
/// <c>ncm</c>: the nearest class mean of the features.
/// <c>tau-norm</c>: w_c / ‖w_c‖^τ, bias 0.
/// <c>lws</c>: f_c·(w_c·x + b_c), of which only f is learned, from 1 (learnable weight scaling).
/// </remarks>
public static class ClassifierMethods
{
    private static readonly Dictionary<string, IClassifierMethod?> Registry = new(StringComparer.Ordinal)
    {
        [KnownNames.JointClassifier] = null,
        ["crt"] = new RetrainedClassifier(),
        ["ncm"] = new NearestClassMean(),
        ["tau-norm"] = new TauNormalization(),
        [KnownNames.WeightScaling] = new LearnableWeightScaling(),
    };

    /// <summary>Names that <see cref="ClassifierOptions.Method"/> may have.</summary>
    public static IReadOnlyCollection<string> Names => Registry.Keys;

    /// <summary>The method of a name that is known; null for the one that leaves the classifiers as they are.</summary>
    internal static IClassifierMethod? Find(string name) => Registry[name];

    /// <summary>Sees that classifiers can be made with settings.</summary>
    /// <param name="options">The method and its settings.</param>
    /// <param name="head">Kind of the classifiers that the network is trained with.</param>
    /// <param name="routing">Whether routers will learn from the logits.</param>
    /// <param name="softLabels">Whether soft labels are made with these settings, whatever becomes of the classifiers after that.</param>
    /// <exception cref="ArgumentException">A setting is out of range or has no effect, or the method cannot do with the classifiers or the routers.</exception>
    internal static void Check(ClassifierOptions options, HeadKind head, bool routing, bool softLabels)
    {
        options.Validate();
        OptionCheck.Known(options.Method, Names, "Classifier.Method");
        OptionCheck.Known(options.Sampler, Samplers.Names, "Classifier.Sampler");
        Samplers.CheckLength(options.EpochLength, Samplers.KeepsFrequencies(options.Sampler, options.Power), "Classifier");
        IClassifierMethod? method = Find(options.Method);
        if (method is null && !softLabels)
        {
            OptionCheck.SwitchedOff(options, "Classifier", nameof(options.Method), string.Join(" or ", Names.Except([options.Method])));
        }

        _ = method?.HeadFor(head, options);
        if (routing && method?.ReasonAgainstRouting is { } reason)
        {
            throw new ArgumentException($"{reason} Set Routing.Enabled = false or take another Classifier.Method.", "Classifier.Method");
        }
    }

    /// <summary>Refuses a method that needs validation images where there are none.</summary>
    /// <param name="options">The method and its settings.</param>
    /// <param name="howToGive">How images can be given, to stand before "or set Classifier.Tau".</param>
    /// <exception cref="ArgumentException">The method needs validation images.</exception>
    internal static void CheckValidation(ClassifierOptions options, string howToGive)
    {
        if (Find(options.Method)?.NeedsValidation(options) == true)
        {
            throw new ArgumentException(
                $"Classifier.Method '{options.Method}' searches τ on validation images, but there are none: {howToGive} or set Classifier.Tau.", "Classifier.Tau");
        }
    }
}
