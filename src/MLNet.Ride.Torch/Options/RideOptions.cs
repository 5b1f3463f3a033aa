using System.ComponentModel.DataAnnotations;

namespace MLNet.Ride.Torch.Options;

/// <summary>
/// Settings of a RIDE training run. The defaults are the recipe published for CIFAR-100-LT with ResNet-32,
/// its schedule expressed as fractions of <see cref="Epochs"/>.
/// </summary>
/// <remarks>Wang et al., "Long-tailed Recognition by Routing Diverse Distribution-Aware Experts", ICLR 2021.</remarks>
public class RideOptions
{
    internal const int LargestExpertCount = 16;
    internal const double DefaultCosineScale = 30;
    internal const double DefaultCausalEffect = 1.5;

    /// <summary>Name of the backbone: one of <see cref="Backbones"/>, or one that you added.</summary>
    /// <value>The default value is <c>resnet32</c>.</value>
    public string Backbone { get; set; } = Backbones.ResNet32;

    /// <summary>Number of experts K, between 1 and 16. One expert at full width is the plain network.</summary>
    /// <value>The default value is 3.</value>
    [Range(1, LargestExpertCount)]
    public int ExpertCount { get; set; } = 3;

    /// <summary>Whether the experts' own stages have 3/4 of the channels of the plain network. Pretrained weights need the full width.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool ReducedWidth { get; set; } = true;

    /// <summary>
    /// Whether the experts also share the third of the backbone's four stages, which is cheaper and makes experts less diverse.
    /// Backbones for small images (resnet20, 32, 44, 56) have three stages and do not support it.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool SharedThirdStage { get; set; }

    /// <summary>Precision of convolutions, in training and in scoring.</summary>
    /// <value>The default value is <see cref="Precision.Float32"/>.</value>
    public Precision Precision { get; set; }

    /// <summary>Kind of classifier that each expert is trained with: linear, cosine, or causal.</summary>
    /// <value>The default value is <see cref="HeadKind.Cosine"/>.</value>
    [AllowedValues(HeadKind.Linear, HeadKind.Cosine, HeadKind.Causal, ErrorMessage = "The other kinds are made from trained classifiers: set Classifier.Method.")]
    public HeadKind Head { get; set; } = HeadKind.Cosine;

    /// <summary>
    /// Scale s of cosine classifiers, whose logits are s · cosine, between 1 and 1000. A lower scale keeps the classifiers of classes with few images closer to
    /// what they start from.
    /// </summary>
    /// <value>The default value is 30, as published.</value>
    [Range(1.0, 1000)]
    public double CosineScale { get; set; } = DefaultCosineScale;

    /// <summary>
    /// Power p of the features in cosine classifiers, between 0.1 and 1: sign(x)·|x|^p. Square roots (0.5) keep few strong features from deciding alone, which helps
    /// classes with few images on the features of pretrained networks (Yang, Liu, Xu, "Free Lunch for Few-shot Learning", ICLR 2021, equation 3).
    /// </summary>
    /// <value>The default value is 1: the features themselves.</value>
    [Range(0.1, 1.0)]
    public double CosinePower { get; set; } = 1;

    /// <summary>
    /// Factor α of causal classifiers, between 0 and 10, which takes effect in scoring only: α times the part of the features in the direction of their moving average
    /// is taken away. 0 predicts as in training; a higher α prefers rare classes.
    /// </summary>
    /// <value>The default value is 1.5, as in the published code for CIFAR-100-LT; it has 3 for ImageNet-LT.</value>
    [Range(0.0, 10)]
    public double CausalEffect { get; set; } = DefaultCausalEffect;

    /// <summary>
    /// Classifiers that training starts from. Class means need a network with pretrained weights (<see cref="InitialWeights"/>, or a backbone that
    /// brings them); without, a warning is logged and the classifiers start at random.
    /// </summary>
    /// <value>The default value is <see cref="HeadStart.Random"/>.</value>
    public HeadStart HeadStart { get; set; }

    /// <summary>Height and width S in pixels to which images are resized, between 8 and 1024.</summary>
    /// <value>The default value is 32.</value>
    [Range(8, 1024)]
    public int ImageSize { get; set; } = 32;

    /// <summary>Number of epochs of stage one, at least 1.</summary>
    /// <value>The default value is 200.</value>
    [Range(1, int.MaxValue)]
    public int Epochs { get; set; } = 200;

    /// <summary>Images in a training step of stage one, at least 2.</summary>
    /// <value>The default value is 128.</value>
    [Range(2, int.MaxValue)]
    public int BatchSize { get; set; } = 128;

    /// <summary>
    /// Threads that read, decode, and augment training images while the network computes, between 1 and 256; <see langword="null"/> for one if images only need copying,
    /// otherwise half of the processors, but 2 to 16. The weights do not depend on it. Raise it if training waits for images (<c>TrainingProgress.DataWait</c>).
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    [Range(1, 256)]
    public int? DataWorkers { get; set; }

    /// <summary>Seed of weights, sampling, and augmentation; <see langword="null"/> for a random one.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? Seed { get; set; }

    /// <summary>SGD or AdamW, and the learning rate schedule.</summary>
    public OptimizerOptions Optimizer { get; set; } = new();

    /// <summary>Classification loss, reweighting, and diversity.</summary>
    public LossOptions Loss { get; set; } = new();

    /// <summary>Sampling of training images in stage one.</summary>
    public SamplingOptions Sampling { get; set; } = new();

    /// <summary>Mixing of training images in stage one, such as mixup.</summary>
    public MixingOptions Mixing { get; set; } = new();

    /// <summary>Augmentation of training images, and normalization of all images.</summary>
    public AugmentationOptions Augmentation { get; set; } = new();

    /// <summary>Translation of images of frequent classes to rare ones in stage one.</summary>
    public TranslationOptions Translation { get; set; } = new();

    /// <summary>Decoding of image files: size limit, and background of transparent pixels.</summary>
    public DecodingOptions Decoding { get; set; } = new();

    /// <summary>Distillation from a teacher in stage one.</summary>
    public DistillationOptions Distillation { get; set; } = new();

    /// <summary>Self-supervised task of stage one.</summary>
    public SelfSupervisionOptions SelfSupervision { get; set; } = new();

    /// <summary>Consistency of a weakly and a strongly augmented view in stage one (MDCS).</summary>
    public ConsistencyOptions Consistency { get; set; } = new();

    /// <summary>Re-training or replacement of the classifiers after the experts are trained.</summary>
    public ClassifierOptions Classifier { get; set; } = new();

    /// <summary>Self-supervision to distillation (SSD), in several stages.</summary>
    public SoftLabelOptions SoftLabels { get; set; } = new();

    /// <summary>Routing stage.</summary>
    public RoutingOptions Routing { get; set; } = new();

    /// <summary>Validation during training, best epoch, and early stopping.</summary>
    public ValidationOptions Validation { get; set; } = new();

    /// <summary>Pretrained weights that training starts from.</summary>
    public InitialWeightsOptions InitialWeights { get; set; } = new();

    /// <summary>Frozen layers and learning rates for pretrained weights.</summary>
    public FineTuningOptions FineTuning { get; set; } = new();

    /// <summary>Checkpoints, from which an interrupted run resumes.</summary>
    public CheckpointOptions Checkpoints { get; set; } = new();

    /// <summary>
    /// Whether only the classifiers and routers learn: the features of every image are computed once, without random augmentation, and everything else is
    /// trained on them in seconds. Needs pretrained weights. What needs images in every step (self-supervision, distillation, soft labels, CutMix) is not available.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool FrozenBackbone { get; set; }

    /// <summary>
    /// Whether the processes that an MPI launcher such as <c>mpirun</c> started train one model together, each on its part of every batch of
    /// <see cref="BatchSize"/> images. Without a launcher, it has no effect; otherwise, <see langword="false"/> trains in each process on its own.
    /// </summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool DataParallel { get; set; } = true;

    /// <summary>Whether the vectors are standardized by mean and standard deviation of each component over the training set.</summary>
    internal bool StandardizeVectors { get; set; }

    /// <summary>The input, if the run learns from feature vectors instead of images.</summary>
    internal VectorInput? Vectors { get; set; }

    /// <summary>Makes a deep copy. The settings must be valid.</summary>
    /// <returns>The copy, of the same type.</returns>
    public RideOptions Copy()
    {
        var copy = (RideOptions)MemberwiseClone();
        copy.Optimizer = Optimizer.Copy();
        copy.Loss = Loss.Copy();
        copy.Sampling = Sampling.Copy();
        copy.Mixing = Mixing.Copy();
        copy.Augmentation = Augmentation.Copy();
        copy.Translation = Translation.Copy();
        copy.Decoding = Decoding.Copy();
        copy.Distillation = Distillation.Copy();
        copy.SelfSupervision = SelfSupervision.Copy();
        copy.Consistency = Consistency.Copy();
        copy.Classifier = Classifier.Copy();
        copy.SoftLabels = SoftLabels.Copy();
        copy.Routing = Routing.Copy();
        copy.Validation = Validation.Copy();
        copy.InitialWeights = InitialWeights.Copy();
        copy.FineTuning = FineTuning.Copy();
        copy.Checkpoints = Checkpoints.Copy();
        return copy;
    }

    /// <summary>Checks every setting on its own and with the others of its group; names are looked up elsewhere.</summary>
    /// <exception cref="ArgumentException">A setting is not allowed; the message names it, what it must be, and its value.</exception>
    internal void CheckValues()
    {
        OptionAnnotations.Check(this);
        Optimizer.CheckTogether();
        Augmentation.CheckTogether();
        Translation.CheckTogether();
        Distillation.CheckTogether();
        Routing.CheckTogether(ExpertCount);
        SoftLabels.CheckTogether();
        Consistency.CheckTogether();
        Checkpoints.CheckTogether();
        InitialWeights.CheckTogether(Checkpoints.HasOne);
    }
}
