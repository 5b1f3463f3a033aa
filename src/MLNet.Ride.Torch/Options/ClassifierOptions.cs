namespace MLNet.Ride.Torch.Options;

/// <summary>
/// What becomes of the classifiers when the representation is trained: they stay, are trained anew, are scaled, or give way to class means.
/// Each expert's classifier is treated by itself; the representation stays as it is, to the bit.
/// </summary>
/// <remarks>Kang et al., "Decoupling Representation and Classifier for Long-Tailed Recognition", ICLR 2020, section 4.</remarks>
public sealed class ClassifierOptions
{
    private const int GridSteps = 20;
    private const double GridStep = 0.1;

    /// <summary>
    /// Name of the method, one of <see cref="Classifiers"/> or one that you added. With <c>joint</c> the other settings must
    /// be left at their defaults, unless <see cref="SoftLabelOptions.Enabled"/> has a use for them.
    /// </summary>
    /// <value>The default value is <c>joint</c>: the classifiers stay as they were trained with the network.</value>
    public string Method { get; set; } = Classifiers.Joint;

    /// <summary>Passes over the training images of <c>crt</c> and <c>lws</c>, at least 1.</summary>
    /// <value>The default value is 10, as published.</value>
    public int Epochs { get; set; } = 10;

    /// <summary>Images in a step of <c>crt</c> and <c>lws</c>, at least 1.</summary>
    /// <value>The default value is 512, as published.</value>
    public int BatchSize { get; set; } = 512;

    /// <summary>Learning rate of <c>crt</c> and <c>lws</c> at the start of its cosine schedule, above 0.</summary>
    /// <value>The default value is 0.2, as published.</value>
    public double LearningRate { get; set; } = 0.2;

    /// <summary>Momentum of <c>crt</c> and <c>lws</c>, 0 to below 1, without Nesterov.</summary>
    /// <value>The default value is 0.9, as published.</value>
    public double Momentum { get; set; } = 0.9;

    /// <summary>Weight decay (L2) of <c>crt</c> and <c>lws</c>, at least 0.</summary>
    /// <value>The default value is 5e-4, as published.</value>
    public double WeightDecay { get; set; } = 5e-4;

    /// <summary>Name of the sampler of <c>crt</c> and <c>lws</c>, one of <see cref="Samplers"/> or one that you added.</summary>
    /// <value>The default value is <c>class-balanced</c>.</value>
    public string Sampler { get; set; } = Samplers.ClassBalanced;

    /// <summary>Power q of the sampler <c>power</c>, 0 to 1, as <see cref="SamplingOptions.Power"/>.</summary>
    /// <value>The default value is 0.5.</value>
    public double Power { get; set; } = 0.5;

    /// <summary>How many images an epoch of <c>crt</c> and <c>lws</c> draws, as <see cref="SamplingOptions.EpochLength"/>.</summary>
    /// <value>The default value is <see cref="EpochLength.TrainingSet"/>.</value>
    public EpochLength EpochLength { get; set; }

    /// <summary>What <c>ncm</c> takes the class means of.</summary>
    /// <value>The default value is <see cref="NearestMeanFeatures.Plain"/>.</value>
    public NearestMeanFeatures MeanFeatures { get; set; }

    /// <summary>By what <c>ncm</c> finds the nearest mean.</summary>
    /// <value>The default value is <see cref="NearestMeanDistance.Cosine"/>.</value>
    public NearestMeanDistance MeanDistance { get; set; }

    /// <summary>
    /// Power τ of <c>tau-norm</c>, 0 to 10: 0 keeps the weights, 1 gives each class weights of norm 1. <see langword="null"/> takes the best of
    /// <see cref="TauGrid"/> on the validation images.
    /// </summary>
    /// <value>The default value is <see langword="null"/>. Published: 0.7 for ImageNet-LT, 0.3 for iNaturalist 2018.</value>
    public double? Tau { get; set; }

    /// <summary>Values of τ that are tried where <see cref="Tau"/> is <see langword="null"/>, each 0 to 10; of equally good ones the first is taken.</summary>
    /// <value>The default value is 0, 0.1, …, 2.</value>
    public IReadOnlyList<double> TauGrid { get; set; } = [.. Enumerable.Range(0, GridSteps + 1).Select(i => Math.Round(i * GridStep, 1))];

    /// <summary>Which validation accuracy decides on τ.</summary>
    /// <value>The default value is <see cref="ValidationMetric.Overall"/>.</value>
    public ValidationMetric TauMetric { get; set; } = ValidationMetric.Overall;

    internal ClassifierOptions Copy()
    {
        var copy = (ClassifierOptions)MemberwiseClone();
        copy.TauGrid = [.. TauGrid];
        return copy;
    }

    internal void Validate()
    {
        OptionCheck.InRange(Epochs, 1, int.MaxValue, "Classifier.Epochs");
        OptionCheck.InRange(BatchSize, 1, int.MaxValue, "Classifier.BatchSize");
        OptionCheck.InRange(LearningRate, double.Epsilon, double.MaxValue, "Classifier.LearningRate");
        OptionCheck.InRange(Momentum, 0, 1 - 1e-12, "Classifier.Momentum");
        OptionCheck.InRange(WeightDecay, 0, double.MaxValue, "Classifier.WeightDecay");
        OptionCheck.InRange(Power, 0, 1, "Classifier.Power");
        OptionCheck.Defined(EpochLength, "Classifier.EpochLength");
        OptionCheck.Defined(MeanFeatures, "Classifier.MeanFeatures");
        OptionCheck.Defined(MeanDistance, "Classifier.MeanDistance");
        OptionCheck.InRange(Tau ?? 0, 0, 10, "Classifier.Tau");
        OptionCheck.Defined(TauMetric, "Classifier.TauMetric");
        if (OptionCheck.NotNull(TauGrid, "Classifier.TauGrid").Count == 0)
        {
            throw new ArgumentException("Classifier.TauGrid must have a value at least.", "Classifier.TauGrid");
        }

        foreach (double tau in TauGrid)
        {
            OptionCheck.InRange(tau, 0, 10, "Classifier.TauGrid");
        }
    }
}
