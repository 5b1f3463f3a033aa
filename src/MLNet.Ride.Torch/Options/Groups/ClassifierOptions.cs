using System.ComponentModel.DataAnnotations;

namespace MLNet.Ride.Torch.Options;

/// <summary>
/// Treatment of the classifiers after the representation is trained: keep, re-train, rescale, or replace by class means. Each expert's classifier is
/// treated separately; the representation changes only with <c>crt-last-stage</c> and <c>crt-all</c>.
/// </summary>
/// <remarks>Kang et al., "Decoupling Representation and Classifier for Long-Tailed Recognition", ICLR 2020, section 4 and Table 1.</remarks>
public sealed class ClassifierOptions
{
    private const int GridSteps = 20;
    private const double GridStep = 0.1;

    /// <summary>
    /// Name of the method: one of <see cref="Classifiers"/>, or one that you added. With <c>joint</c>, leave the other settings at their defaults,
    /// unless <see cref="SoftLabelOptions.Enabled"/> uses them.
    /// </summary>
    /// <value>The default value is <c>joint</c>: the classifiers stay as they were trained with the network.</value>
    public string Method { get; set; } = Classifiers.Joint;

    /// <summary>Number of epochs of the methods that train (<c>crt</c>, <c>crt-last-stage</c>, <c>crt-all</c>, <c>lws</c>, and <c>los</c>), at least 1; <see langword="null"/> for the published 10, 5 for <c>lws</c>, or 20 for <c>los</c>.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    [Range(1, int.MaxValue)]
    public int? Epochs { get; set; }

    /// <summary>Images in a step of the methods that train, at least 1; <see langword="null"/> for the published 512, or 64 for <c>los</c>.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    [Range(1, int.MaxValue)]
    public int? BatchSize { get; set; }

    /// <summary>
    /// Initial learning rate of the methods that train, above 0; it follows a cosine schedule. <see langword="null"/> for the published
    /// 0.2, 0.02 for <c>crt-all</c>, or 0.0005 for <c>los</c>.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double? LearningRate { get; set; }

    /// <summary>Momentum of the methods that train, at least 0 and below 1, without Nesterov.</summary>
    /// <value>The default value is 0.9, as published.</value>
    [Range(0.0, 1, MaximumIsExclusive = true)]
    public double Momentum { get; set; } = 0.9;

    /// <summary>
    /// Weight decay (L2) of the methods that train, at least 0; <see langword="null"/> for the published 0.0005, or 0 for <c>los</c>.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    [Range(0, double.MaxValue)]
    public double? WeightDecay { get; set; }

    /// <summary>
    /// Label smoothing ε of the methods that train, at least 0 and below 1: the target is 1 − ε + ε/C for the true class and ε/C for the
    /// others; <see langword="null"/> for the published value: 0.98 for <c>los</c>, 0 for the others.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    [Range(0.0, 1, MaximumIsExclusive = true)]
    public double? LabelSmoothing { get; set; }

    /// <summary>
    /// Name of the sampler of the methods that train: one of <see cref="Samplers"/>, or one that you added; <see langword="null"/> for the
    /// published one: <c>instance-balanced</c> for <c>los</c>, <c>class-balanced</c> for the others.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? Sampler { get; set; }

    /// <summary>Power q of the sampler <c>power</c>, between 0 and 1, as in <see cref="SamplingOptions.Power"/>.</summary>
    /// <value>The default value is 0.5.</value>
    [Range(0.0, 1)]
    public double Power { get; set; } = 0.5;

    /// <summary>Number of images in an epoch of the methods that train, as in <see cref="SamplingOptions.EpochLength"/>.</summary>
    /// <value>The default value is <see cref="EpochLength.TrainingSet"/>.</value>
    public EpochLength EpochLength { get; set; }

    /// <summary>Features whose class means <c>ncm</c> uses.</summary>
    /// <value>The default value is <see cref="NearestMeanFeatures.Plain"/>.</value>
    public NearestMeanFeatures MeanFeatures { get; set; }

    /// <summary>Distance by which <c>ncm</c> finds the nearest mean.</summary>
    /// <value>The default value is <see cref="NearestMeanDistance.Cosine"/>.</value>
    public NearestMeanDistance MeanDistance { get; set; }

    /// <summary>
    /// Power τ of <c>tau-norm</c>, between 0 and 10: 0 keeps the weights, 1 scales each class's weights to norm 1. <see langword="null"/> selects the best of
    /// <see cref="TauGrid"/> on the validation images.
    /// </summary>
    /// <value>The default value is <see langword="null"/>. Published: 0.7 for ImageNet-LT, 0.3 for iNaturalist 2018.</value>
    [Range(0.0, 10)]
    public double? Tau { get; set; }

    /// <summary>Values of τ that are compared if <see cref="Tau"/> is <see langword="null"/>, each between 0 and 10; of equally good ones, the first wins.</summary>
    /// <value>The default value is 0, 0.1, …, 2.</value>
    [MinLength(1)]
    [Range(0.0, 10)]
    public IReadOnlyList<double> TauGrid { get; set; } = [.. Enumerable.Range(0, GridSteps + 1).Select(i => Math.Round(i * GridStep, 1))];

    /// <summary>Validation metric that selects τ.</summary>
    /// <value>The default value is <see cref="ValidationMetric.Overall"/>.</value>
    public ValidationMetric TauMetric { get; set; } = ValidationMetric.Overall;

    internal ClassifierOptions Copy()
    {
        var copy = (ClassifierOptions)MemberwiseClone();
        copy.TauGrid = [.. TauGrid];
        return copy;
    }
}
