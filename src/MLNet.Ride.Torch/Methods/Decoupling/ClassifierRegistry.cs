using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Sampling;

namespace MLNet.Ride.Torch.Methods.Decoupling;

/// <summary>The methods that create classifiers for a trained representation, by name. To add one, add an entry.</summary>
public static class ClassifierRegistry
{
    /// <summary>
    /// The methods of <see cref="Classifiers"/>, and yours; <see langword="null"/> for the one that keeps the trained classifiers.
    /// </summary>
    public static Registry<IClassifierMethod?> All { get; } = new("classifier method", nameof(ClassifierRegistry))
    {
        [Classifiers.Joint] = null,
        [Classifiers.Crt] = new RetrainedClassifier(),
        [Classifiers.CrtLastStage] = new RetrainedClassifier { LearnedStages = 1 },
        [Classifiers.CrtAll] = new RetrainedClassifier
        {
            LearnedStages = int.MaxValue,
            Published = ClassifierEpochs.ClassBalanced with { LearningRate = ClassifierEpochs.ClassBalanced.LearningRate / 10 },
        },
        [Classifiers.Ncm] = new NearestClassMean(),
        [Classifiers.TauNorm] = new TauNormalization(),
        [Classifiers.Lws] = new LearnableWeightScaling(),
        [Classifiers.Los] = new LabelOverSmoothing(),
    };

    /// <summary>Checks that the settings can be used.</summary>
    /// <param name="options">The method and its settings.</param>
    /// <param name="head">Kind of the classifiers that the network is trained with.</param>
    /// <param name="routing">Whether routers will learn from the logits.</param>
    /// <param name="features">Whether the run learns from features that do not change.</param>
    /// <param name="softLabels">Whether soft labels are generated with these settings, whatever happens to the classifiers later.</param>
    /// <exception cref="ArgumentException">
    /// A setting is out of range or has no effect, or the method does not support the classifiers, the routers, or features.
    /// </exception>
    internal static void Check(ClassifierOptions options, HeadKind head, bool routing, bool features, bool softLabels)
    {
        IClassifierMethod? method = All.Find(options.Method, "Classifier.Method");
        if (options.Sampler is { } sampler)
        {
            SamplerRegistry.All.Check(sampler, "Classifier.Sampler");
        }

        if (method is null && !softLabels)
        {
            OptionCheck.SwitchedOff(options, "Classifier", nameof(options.Method), string.Join(" or ", All.Names.Except([options.Method])));
        }

        _ = method?.HeadFor(head, options);
        if (features && method?.LearnedStages > 0)
        {
            throw new ArgumentException(
                $"Classifier.Method '{options.Method}' trains layers below the classifiers, but these learn from feature vectors: set it to {Classifiers.Crt}.",
                "Classifier.Method");
        }

        if (routing && method?.ReasonAgainstRouting is { } reason)
        {
            throw new ArgumentException($"{reason} Set Routing.Enabled = false or choose another Classifier.Method.", "Classifier.Method");
        }
    }

    /// <summary>Rejects a method that needs validation images if there are none.</summary>
    /// <param name="options">The method and its settings.</param>
    /// <param name="howToGive">How to provide images, as text before "or set Classifier.Tau".</param>
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
