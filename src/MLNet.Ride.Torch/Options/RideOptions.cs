namespace MLNet.Ride.Torch.Options;

/// <summary>
/// Settings of a RIDE training run. The defaults are the recipe published for CIFAR-100-LT with ResNet-32,
/// its schedule expressed as fractions of <see cref="Epochs"/>.
/// </summary>
/// <remarks>Wang et al., "Long-tailed Recognition by Routing Diverse Distribution-Aware Experts", ICLR 2021.</remarks>
public class RideOptions
{
    /// <summary>Name of the backbone, one of <see cref="Backbones"/> or one that you added.</summary>
    /// <value>The default value is <c>resnet32</c>.</value>
    public string Backbone { get; set; } = Backbones.ResNet32;

    /// <summary>Number of experts K, 1 to 16. One expert at full width is the plain network.</summary>
    /// <value>The default value is 3.</value>
    public int ExpertCount { get; set; } = 3;

    /// <summary>Whether the experts' own stages have three quarters of the channels of the plain network.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool ReducedWidth { get; set; } = true;

    /// <summary>
    /// Whether the experts share the third of the backbone's four stages too, which costs less and gives less diverse experts.
    /// Backbones for small images (resnet20, 32, 44, 56) have three stages and refuse it.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool SharedThirdStage { get; set; }

    /// <summary>Precision of the convolutions, in training and in scoring.</summary>
    /// <value>The default value is <see cref="Precision.Float32"/>.</value>
    public Precision Precision { get; set; }

    /// <summary>Kind of classifier on top of each expert that is trained with it: linear or cosine.</summary>
    /// <value>The default value is <see cref="HeadKind.Cosine"/>.</value>
    public HeadKind Head { get; set; } = HeadKind.Cosine;

    /// <summary>Height and width in pixels that images are brought to, 8 to 1024.</summary>
    /// <value>The default value is 32.</value>
    public int ImageSize { get; set; } = 32;

    /// <summary>Passes over the training images in stage one, at least 1.</summary>
    /// <value>The default value is 200.</value>
    public int Epochs { get; set; } = 200;

    /// <summary>Images in a training step of stage one, at least 2.</summary>
    /// <value>The default value is 128.</value>
    public int BatchSize { get; set; } = 128;

    /// <summary>Seed of weights, sampling and augmentation; <see langword="null"/> draws one.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? Seed { get; set; }

    /// <summary>Stochastic gradient descent and its schedule.</summary>
    public OptimizerOptions Optimizer { get; set; } = new();

    /// <summary>Classification loss, reweighting and diversity.</summary>
    public LossOptions Loss { get; set; } = new();

    /// <summary>Which images stage one sees.</summary>
    public SamplingOptions Sampling { get; set; } = new();

    /// <summary>Mixing of the images of stage one with others.</summary>
    public MixingOptions Mixing { get; set; } = new();

    /// <summary>Random changes of the training images, and the normalisation of all images.</summary>
    public AugmentationOptions Augmentation { get; set; } = new();

    /// <summary>Distillation: a teacher for stage one.</summary>
    public DistillationOptions Distillation { get; set; } = new();

    /// <summary>A self-supervised task for stage one.</summary>
    public SelfSupervisionOptions SelfSupervision { get; set; } = new();

    /// <summary>What becomes of the classifiers when the experts are trained.</summary>
    public ClassifierOptions Classifier { get; set; } = new();

    /// <summary>Self-supervision to distillation (SSD): the run is of several stages.</summary>
    public SoftLabelOptions SoftLabels { get; set; } = new();

    /// <summary>The routing stage.</summary>
    public RoutingOptions Routing { get; set; } = new();

    /// <summary>Validation while training, the best epoch and early stopping.</summary>
    public ValidationOptions Validation { get; set; } = new();

    /// <summary>Weights that training begins with.</summary>
    public InitialWeightsOptions InitialWeights { get; set; } = new();

    /// <summary>Checkpoints, from which an interrupted run goes on.</summary>
    public CheckpointOptions Checkpoints { get; set; } = new();

    /// <summary>Makes a copy whose groups of settings are copies too. The settings must be valid.</summary>
    /// <returns>The copy, of the same type.</returns>
    public RideOptions Copy()
    {
        var copy = (RideOptions)MemberwiseClone();
        copy.Optimizer = Optimizer.Copy();
        copy.Loss = Loss.Copy();
        copy.Sampling = Sampling.Copy();
        copy.Mixing = Mixing.Copy();
        copy.Augmentation = Augmentation.Copy();
        copy.Distillation = Distillation.Copy();
        copy.SelfSupervision = SelfSupervision.Copy();
        copy.Classifier = Classifier.Copy();
        copy.SoftLabels = SoftLabels.Copy();
        copy.Routing = Routing.Copy();
        copy.Validation = Validation.Copy();
        copy.InitialWeights = InitialWeights.Copy();
        copy.Checkpoints = Checkpoints.Copy();
        return copy;
    }

    /// <summary>Checks every setting against its range, and against others of its group; what is known by a name is not looked up.</summary>
    /// <exception cref="ArgumentException">A setting is out of range; the message names it, its value and the range.</exception>
    internal void CheckValues()
    {
        OptionCheck.Defined(Precision, nameof(Precision));
        OptionCheck.InRange(ExpertCount, 1, 16, nameof(ExpertCount));
        OptionCheck.InRange(ImageSize, 8, 1024, nameof(ImageSize));
        OptionCheck.InRange(Epochs, 1, int.MaxValue, nameof(Epochs));
        OptionCheck.InRange(BatchSize, 2, int.MaxValue, nameof(BatchSize));
        CheckHead();
        OptionCheck.NotNull(Optimizer, nameof(Optimizer)).Validate(Epochs);
        OptionCheck.NotNull(Loss, nameof(Loss)).Validate();
        OptionCheck.NotNull(Sampling, nameof(Sampling)).Validate();
        OptionCheck.NotNull(Mixing, nameof(Mixing)).Validate();
        OptionCheck.NotNull(Augmentation, nameof(Augmentation)).Validate();
        OptionCheck.NotNull(Distillation, nameof(Distillation)).Validate();
        OptionCheck.NotNull(SelfSupervision, nameof(SelfSupervision)).Validate();
        OptionCheck.NotNull(Routing, nameof(Routing)).Validate(ExpertCount);
        OptionCheck.NotNull(Classifier, nameof(Classifier)).Validate();
        OptionCheck.NotNull(SoftLabels, nameof(SoftLabels)).Validate();
        OptionCheck.NotNull(Validation, nameof(Validation)).Validate();
        OptionCheck.NotNull(Checkpoints, nameof(Checkpoints)).Validate();
        OptionCheck.NotNull(InitialWeights, nameof(InitialWeights)).Validate(Checkpoints.HasOne);
    }

    private void CheckHead()
    {
        if (Head is not (HeadKind.Linear or HeadKind.Cosine))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Head), Head, "Head must be one of Linear, Cosine. Classifiers of the other kinds are made from trained ones: set Classifier.Method.");
        }
    }
}
