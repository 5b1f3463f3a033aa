using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch;

/// <summary>Recipes for images of 32×32 pixels: pad and crop, flip and rotate; ResNet-32.</summary>
internal static class SmallImageRecipes
{
    // The defaults of the options, with routing.
    public static void Cifar100LT(RideOptions options) => options.Routing.Enabled = true;

    public static void Cifar10LT(RideOptions options)
    {
        options.ReducedWidth = false;
        options.Optimizer.LearningRate = 0.05;
        options.Routing.Enabled = true;
    }

    public static void Own(RideOptions options)
    {
        options.Loss.DiversityFactor = PhotoRecipes.DiversityFactor;
        options.Routing.Enabled = true;
    }

    public static void FewImages(RideOptions options)
    {
        FewSteps(options);
        options.Routing.Enabled = true;
        // After so short a training, later experts correct many images; routers should use them only where they clearly help.
        options.Routing.PositiveWeight = 20;
        (options.Routing.BatchSize, options.Routing.Epochs) = (64, 10);
    }

    public static void FewImagesPlain(RideOptions options)
    {
        PlainNetwork(options);
        FewSteps(options);
    }

    // Zhang et al., "Self-supervised aggregation of diverse experts for test-agnostic long-tailed recognition", NeurIPS 2022, configuration of
    // their code for CIFAR-100-LT.
    public static void Sade(RideOptions options) => Guided(options, Options.Losses.Sade);

    // Aimar et al., "Balanced product of calibrated experts for long-tailed recognition", CVPR 2023, configuration of their code for CIFAR-100-LT.
    public static void BalPoE(RideOptions options)
    {
        Guided(options, Options.Losses.BalPoE);
        options.ReducedWidth = false;
        options.Mixing.Method = Mixing.Mixup;
    }

    // Zhao et al., "MDCS: More diverse experts with consistency self-distillation for long-tailed recognition", ICCV 2023, configuration of their
    // code for CIFAR-100-LT.
    public static void Mdcs(RideOptions options)
    {
        Guided(options, Options.Losses.BalPoE);
        options.Loss.Taus = [-0.5, 1, 2.5];
        options.Consistency.Weight = 0.6;
        options.Epochs = 400;
        options.BatchSize = 64;
        options.Optimizer.WarmUpFraction = options.Distillation.WarmUpFraction = 0.05;
        options.Optimizer.StepFractions = [0.5, 0.8, 0.95];
    }

    // He, Wu and Wei, "Distilling virtual examples for long-tailed recognition", ICCV 2021, section 4.2; the teacher is trained like the
    // student.
    public static void DiVE(RideOptions options)
    {
        PlainNetwork(options);
        options.Loss.Classification = Options.Losses.BalancedSoftmax;
        options.Optimizer.StepFractions = [0.6, 0.8];
        options.Augmentation.RotationDegrees = 0;
        options.Distillation.Method = DistillationMethod.VirtualExamples;
        options.Distillation.TeacherExperts = 1;
        options.Distillation.WarmUpFraction = options.Optimizer.WarmUpFraction;
    }

    public static void PlainNetwork(RideOptions options)
    {
        options.ExpertCount = 1;
        options.ReducedWidth = false;
        options.Head = HeadKind.Linear;
        options.Loss.Classification = Options.Losses.CrossEntropy;
        options.Loss.DeferredReweighting = false;
        options.Loss.DiversityFactor = 0;
        options.Optimizer.Nesterov = false;
        options.Optimizer.WeightDecay = 2e-4;
    }

    // The code of SSD (Li et al., ICCV 2021) covers only ImageNet-LT: task, loss weights, temperatures, momentum, weight decay, cosine
    // schedule, and the classifier settings are from it. It has no settings for CIFAR: epochs, batch size, and augmentation are those of
    // the plain network, and the second view is augmented like the first one, where the code uses stronger color jitter, blur, and
    // grayscale.
    public static void Ssd(RideOptions options)
    {
        PlainNetwork(options);
        options.SoftLabels.Enabled = true;
        options.SelfSupervision.Task = SelfSupervisedTasks.Contrastive;
        options.Optimizer.WeightDecay = 5e-4;
        options.Optimizer.WarmUpFraction = 0;
        options.Optimizer.Schedule = LearningRateSchedules.Cosine;
        options.Classifier.Epochs = 5;
        options.Classifier.Method = Classifiers.Lws;
    }

    // Zhou et al., "BBN: Bilateral-branch network with cumulative learning for long-tailed visual recognition", CVPR 2020, configuration of their code for
    // CIFAR-100-LT.
    public static void Bbn(RideOptions options)
    {
        PlainNetwork(options);
        options.Backbone = Backbones.ResNet32Branches;
        options.ExpertCount = 2;
        options.Loss.Objective = ExpertObjective.Bilateral;
        options.Optimizer.StepFractions = [0.6, 0.8];
        options.Augmentation.RotationDegrees = 0;
    }

    // Xiang, Ding and Han, "Learning from multiple experts: Self-paced knowledge distillation for long-tailed classification", ECCV 2020. Their code covers only
    // ImageNet-LT: sampler, temperature, and threshold are from it; the rest is that of the plain network. It compares the networks on validation images.
    public static void Lfme(RideOptions options)
    {
        PlainNetwork(options);
        options.Sampling.Sampler = Samplers.ClassBalanced;
        options.Distillation.Method = DistillationMethod.MultipleTeachers;
        options.Distillation.TeacherExperts = 1;
        options.Distillation.WarmUpFraction = options.Optimizer.WarmUpFraction;
        options.Validation.Fraction = 0.1;
    }

    // Kim, Jeong and Shin, "M2m: Imbalanced classification via major-to-minor translation", CVPR 2020, commands of their code for CIFAR.
    public static void M2m(RideOptions options)
    {
        PlainNetwork(options);
        options.Sampling.DeferredResampling = true;
        options.Translation.Enabled = true;
        options.Augmentation.RotationDegrees = 0;
    }

    private static void FewSteps(RideOptions options)
    {
        options.Backbone = Backbones.ResNet20;
        options.Epochs = 20;
        options.BatchSize = 32;
        options.Optimizer.LearningRate = 0.02;
        options.Optimizer.WarmUpFraction = 0.1;
        options.Optimizer.StepFractions = [0.7, 0.9];
        options.Optimizer.StepFactor = 0.1;
    }

    private static void Guided(RideOptions options, string loss)
    {
        options.Loss.Classification = loss;
        options.Loss.DeferredReweighting = false;
        options.Loss.DiversityFactor = 0;
        options.Optimizer.StepFactor = 0.1;
    }
}
