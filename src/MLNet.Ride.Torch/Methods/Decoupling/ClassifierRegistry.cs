using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Sampling;

namespace MLNet.Ride.Torch.Methods.Decoupling;

/// <summary>The ways to get classifiers for a trained representation by name. A further one is a further entry.</summary>
public static class ClassifierRegistry
{
    /// <summary>The methods of <see cref="Classifiers"/>, and yours; <see langword="null"/> for the one that leaves the classifiers as they are.</summary>
    public static Registry<IClassifierMethod?> All { get; } = new("classifier method", nameof(ClassifierRegistry))
    {
        [Classifiers.Joint] = null,
        [Classifiers.Crt] = new RetrainedClassifier(),
        [Classifiers.Ncm] = new NearestClassMean(),
        [Classifiers.TauNorm] = new TauNormalization(),
        [Classifiers.Lws] = new LearnableWeightScaling(),
    };

    /// <summary>Sees that classifiers can be made with settings.</summary>
    /// <param name="options">The method and its settings.</param>
    /// <param name="head">Kind of the classifiers that the network is trained with.</param>
    /// <param name="routing">Whether routers will learn from the logits.</param>
    /// <param name="softLabels">Whether soft labels are made with these settings, whatever becomes of the classifiers after that.</param>
    /// <exception cref="ArgumentException">A setting is out of range or has no effect, or the method cannot do with the classifiers or the routers.</exception>
    internal static void Check(ClassifierOptions options, HeadKind head, bool routing, bool softLabels)
    {
        IClassifierMethod? method = All.Find(options.Method, "Classifier.Method");
        SamplerRegistry.All.Check(options.Sampler, "Classifier.Sampler");
        if (method is null && !softLabels)
        {
            OptionCheck.SwitchedOff(options, "Classifier", nameof(options.Method), string.Join(" or ", All.Names.Except([options.Method])));
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
        if (All.Find(options.Method)?.NeedsValidation(options) == true)
        {
            throw new ArgumentException(
                $"Classifier.Method '{options.Method}' searches τ on validation images, but there are none: {howToGive} or set Classifier.Tau.", "Classifier.Tau");
        }
    }
}
