using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch;

/// <summary>
/// Recipes for photos: random resized crop to 224×224 pixels, evaluated on the center crop after resizing the shorter side to 256.
/// </summary>
internal static class PhotoRecipes
{
    /// <summary>The published code's default for the factor of the diversity term.</summary>
    public const double DiversityFactor = -0.2;

    private const int ImageSize = 224;
    private const double CenterCrop = 224.0 / 256;

    public static void ImageNetLT(RideOptions options, string backbone)
    {
        Published(options, backbone);
        options.BatchSize = 256;
        options.Loss.DiversityReweighting = 0.02;
        options.Routing.TopLogits = backbone == Backbones.ResNet10 ? 30 : 50;
        Jitter(options.Augmentation);
    }

    public static void INaturalist2018(RideOptions options)
    {
        Published(options, Backbones.ResNet50);
        options.BatchSize = 512;
        options.Optimizer.LearningRate = 0.2;
        options.Loss.DiversityReweighting = 0.015;
        options.Routing.TopLogits = 50;
        options.Augmentation.Mean = [0.466f, 0.471f, 0.380f];
        options.Augmentation.StandardDeviation = [0.195f, 0.194f, 0.192f];
    }

    // Zhang et al., "Self-Supervised Aggregation of Diverse Experts for Test-Agnostic Long-Tailed Recognition", NeurIPS 2022, configuration of
    // their code for Places-LT. RIDE's authors publish none.
    public static void PlacesLT(RideOptions options)
    {
        Published(options, Backbones.ResNet152);
        options.ReducedWidth = false;
        options.Epochs = 30;
        options.BatchSize = 128;
        options.Optimizer.LearningRate = 0.01;
        options.Optimizer.WeightDecay = 4e-4;
        options.Optimizer.WarmUpFraction = options.Distillation.WarmUpFraction = 0;
        options.Optimizer.StepFractions = [1.0 / 3, 2.0 / 3];
        options.Routing.TopLogits = 50;
        options.FineTuning.BackboneRate = 0.1;
        Jitter(options.Augmentation);
    }

    // Classes with a handful of images need gentle changes: classifiers that learn first, on features that stay; then the last stage alone, at a tenth of the
    // rate as in SADE for Places-LT, with pretrained statistics, crops of at least 30%, and no color jitter.
    public static void FineTune(RideOptions options)
    {
        Pretrained(options);
        options.Epochs = 2;
        options.BatchSize = 32;
        options.Optimizer.LearningRate = 0.01;
        options.FineTuning.HeadEpochs = 20;
        options.Routing.BatchSize = 64;
        options.FineTuning.FrozenStages = 3;
        options.FineTuning.BackboneRate = 0.1;
        options.FineTuning.FrozenBatchNorm = true;
        options.Augmentation.LeastCropArea = 0.3;
    }

    public static void FrozenFeatures(RideOptions options)
    {
        Pretrained(options);
        options.FrozenBackbone = true;
        options.Epochs = 20;
        options.Routing.Epochs = 50;
        options.Augmentation.RandomResizedCrop = false;
    }

    public static void Own(RideOptions options)
    {
        Published(options, Backbones.ResNet18);
        options.BatchSize = 64;
        options.Optimizer.LearningRate = 0.025; // the published rate for batches of 256, scaled to this batch size
        Jitter(options.Augmentation);
    }

    private static void Pretrained(RideOptions options)
    {
        Published(options, Backbones.ResNet18ImageNet);
        options.ReducedWidth = false;
        options.ExpertCount = 1;
        options.Loss.DiversityFactor = 0;
        options.Routing.Enabled = false;
        options.HeadStart = HeadStart.ClassMeans;
        options.CosineScale = 20;
        options.CosinePower = 0.5;
        options.Optimizer.WarmUpFraction = options.Distillation.WarmUpFraction = 0;
        options.Optimizer.WeightDecay = 5e-4;
        options.Optimizer.Schedule = LearningRateSchedules.Cosine;
        options.Loss.Classification = Options.Losses.BalancedSoftmax;
        options.Loss.DeferredReweighting = false;
    }

    private static void Published(RideOptions options, string backbone)
    {
        options.Backbone = backbone;
        options.ImageSize = ImageSize;
        options.Epochs = 100;
        options.Optimizer.WeightDecay = 2e-4;
        options.Optimizer.WarmUpFraction = 0.05;
        options.Distillation.WarmUpFraction = 0.05;
        options.Optimizer.StepFractions = [0.6, 0.8];
        options.Optimizer.StepFactor = 0.1;
        options.Loss.DiversityFactor = DiversityFactor;
        options.Routing.Enabled = true;
        options.Augmentation.RandomResizedCrop = true;
        options.Augmentation.CenterCrop = CenterCrop;
        options.Augmentation.CropPadding = 0;
        options.Augmentation.RotationDegrees = 0;
        options.Augmentation.Mean = [0.485f, 0.456f, 0.406f];
        options.Augmentation.StandardDeviation = [0.229f, 0.224f, 0.225f];
    }

    private static void Jitter(AugmentationOptions augmentation)
    {
        augmentation.Brightness = 0.4;
        augmentation.Contrast = 0.4;
        augmentation.Saturation = 0.4;
    }
}
