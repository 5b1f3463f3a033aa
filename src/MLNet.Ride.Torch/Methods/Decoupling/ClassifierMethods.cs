using MLNet.Ride.Torch.Options;

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
    internal const string Joint = "joint";
    internal const string WeightScaling = "lws";

    private static readonly Dictionary<string, IClassifierMethod?> Registry = new(StringComparer.Ordinal)
    {
        [Joint] = null,
        ["crt"] = new RetrainedClassifier(),
        ["ncm"] = new NearestClassMean(),
        ["tau-norm"] = new TauNormalization(),
        [WeightScaling] = new LearnableWeightScaling(),
    };

    /// <summary>Names that <see cref="ClassifierOptions.Method"/> may have.</summary>
    public static IReadOnlyCollection<string> Names => Registry.Keys;

    /// <summary>The method of a name that is known; null for the one that leaves the classifiers as they are.</summary>
    internal static IClassifierMethod? Find(string name) => Registry[name];

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
