using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Tests.Options;

public class RideOptionsTests
{
    public static TheoryData<Action<RideOptions>, string> Wrong => new()
    {
        { o => o.Backbone = "resnet33", "Backbone 'resnet33' is unknown. Available: resnet20" },
        { o => o.ExpertCount = 0, "ExpertCount must be between 1 and 16, but is 0." },
        { o => o.ImageSize = 4, "ImageSize must be between 8 and 1024, but is 4." },
        { o => o.Epochs = 0, "Epochs must be at least 1, but is 0." },
        { o => o.BatchSize = 1, "BatchSize must be at least 2, but is 1." },
        { o => o.Head = (HeadKind)17, "Head must be one of Linear, Cosine, Causal, but is 17." },
        { o => o.Precision = (Precision)7, "Precision must be one of Float32, BFloat16, but is 7." },
        { o => o.SharedThirdStage = true, "SharedThirdStage needs a backbone with four stages, which resnet32 does not have" },
        { o => o.Optimizer = null!, "Optimizer must be set" },
        { o => o.Optimizer.LearningRate = 0, "Optimizer.LearningRate must be above 0, but is 0." },
        { o => o.Optimizer.LearningRate = double.NaN, "Optimizer.LearningRate must be above 0, but is NaN." },
        { o => o.Optimizer.LearningRate = double.PositiveInfinity, "Optimizer.LearningRate must be above 0, but is Infinity." },
        { o => o.Optimizer.Momentum = 0, "Optimizer.Nesterov needs a momentum above 0" },
        { o => o.Optimizer.Steps = [20, 20], "Optimizer.Steps must be increasing, but is 20, 20." },
        { o => o.Optimizer.WarmUpFraction = 1.5, "Optimizer.WarmUpFraction must be between 0 and 1, but is 1.5." },
        { o => o.Optimizer.StepFractions = [0.9, 0.8], "Optimizer.StepFractions must be increasing, but is 0.9, 0.8." },
        { o => o.Optimizer.StepFractions = [0.5, 1], "An item of Optimizer.StepFractions must be above 0 and below 1, but is 1." },
        { o => o.Optimizer.StepFractions = null!, "Optimizer.StepFractions must be set" },
        { o => o.Optimizer.StepFactor = 2, "Optimizer.StepFactor must be above 0 and at most 1, but is 2." },
        { o => o.Optimizer.Schedule = "linear", "Optimizer.Schedule 'linear' is unknown. Available: steps, cosine" },
        { o => o.Optimizer.AverageDecay = 1, "Optimizer.AverageDecay must be at least 0 and below 1, but is 1." },
        { o => (o.Optimizer.Schedule, o.Optimizer.Steps) = ("cosine", [3]), "Optimizer.Steps belongs to the schedule 'steps', but Optimizer.Schedule is 'cosine': set" },
        { o => o.Mixing = null!, "Mixing must be set" },
        { o => o.Mixing.Method = "remix", "Mixing.Method 'remix' is unknown. Available: none, mixup, cutmix, cmo" },
        { o => (o.Mixing.Method, o.Mixing.Alpha) = ("mixup", 0), "Mixing.Alpha must be between 0.01 and 100, but is 0." },
        { o => (o.Mixing.Method, o.Mixing.Probability) = ("mixup", 0), "Mixing.Probability must be above 0 and at most 1, but is 0." },
        { o => o.Mixing.UnmixedEpochsAtStart = -1, "Mixing.UnmixedEpochsAtStart must be at least 0, but is -1." },
        { o => o.Mixing.UnmixedEpochsAtEnd = -1, "Mixing.UnmixedEpochsAtEnd must be at least 0, but is -1." },
        { o => o.Mixing.Alpha = 1, "Mixing.Alpha would have no effect, because Mixing.Method is \"none\": set Method to mixup or cutmix or cmo, or leave the rest of Mixing at its defaults." },
        {
            o => (o.Mixing.Method, o.Mixing.UnmixedEpochsAtStart, o.Epochs) = ("cmo", 9, 9),
            "None of the 9 epochs would be mixed: Mixing.UnmixedEpochsAtStart (9) and UnmixedEpochsAtEnd (0) leave no epoch between them; set lower values."
        },
        {
            o => (o.Mixing.Method, o.SelfSupervision.Task) = ("cutmix", "rotation"),
            "SelfSupervision.Task 'rotation' needs images of one source, but Mixing.Method 'cutmix' mixes two: set one of them to none."
        },
        { o => o.Loss.Classification = "hinge", "Loss.Classification 'hinge' is unknown. Available: " },
        { o => o.Loss.DiversityFactor = -11, "Loss.DiversityFactor must be between -10 and 10, but is -11." },
        { o => o.Loss.Objective = (ExpertObjective)9, "Loss.Objective must be one of Individual, Collaborative, Bilateral, but is 9." },
        { o => o.Loss.Gamma = -1, "Loss.Gamma must be between 0 and 10, but is -1." },
        { o => o.Loss.Beta = 1, "Loss.Beta must be at least 0 and below 1, but is 1." },
        { o => o.Loss.Tau = double.NaN, "Loss.Tau must be between 0 and 10, but is NaN." },
        { o => o.Loss.MaxMargin = 0, "Loss.MaxMargin must be above 0 and at most 10, but is 0." },
        { o => o.Loss.MarginScale = 1001, "Loss.MarginScale must be above 0 and at most 1000, but is 1001." },
        { o => o.Loss.Lambda = 11, "Loss.Lambda must be between 0 and 10, but is 11." },
        { o => Guided(o, "sade", 2), "The loss 'sade' requires 3 experts, but ExpertCount is 2: set ExpertCount = 3, or use" },
        {
            o => Guided(o, "sade").Distillation.TeacherExperts = 6,
            "The loss 'sade' requires 3 experts, but Distillation.TeacherExperts is 6: set"
        },
        { o => Guided(o, "balpoe").Loss.Objective = ExpertObjective.Collaborative, "The loss 'balpoe' differs by expert, but the collaborative objective trains only their mean: set" },
        { o => Guided(o, "balpoe").Loss.Taus = [1, 2], "Loss.Taus has 2 values, but ExpertCount is 3: list one τ for each expert, or set Loss.Taus = null to space them evenly." },
        { o => Guided(o, "balpoe").Loss.Taus = [-1, 1, 30], "An item of Loss.Taus must be between -10 and 10, but is 30." },
        {
            o => (Guided(o, "balpoe").Loss.Taus, o.Distillation.TeacherExperts) = ([-1, 1, 3], 6),
            "Loss.Taus has 3 values, but Distillation.TeacherExperts is 6: list"
        },
        { o => Guided(o, "sade").Loss.Taus = [-1, 1, 3], "The loss 'sade' does not use Loss.Taus: set Loss.Taus = null, or Loss.Classification to balpoe." },
        { o => o.Loss.ReweightAfterEpoch = -1, "Loss.ReweightAfterEpoch must be at least 0, but is -1." },
        { o => o.Sampling = null!, "Sampling must be set" },
        { o => o.Sampling.Sampler = "cubic", "Sampling.Sampler 'cubic' is unknown. Available: instance-balanced, class-balanced, square-root" },
        { o => o.Sampling.Power = 1.5, "Sampling.Power must be between 0 and 1, but is 1.5." },
        {
            o => (o.Loss.DeferredReweighting, o.Sampling.DeferredResampling, o.Sampling.Sampler) = (false, true, "class-balanced"),
            "Sampling.DeferredResampling switches to class-balanced sampling, but Sampling.Sampler is already class-balanced"
        },
        {
            o => (o.Loss.DeferredReweighting, o.Sampling.DeferredResampling, o.Sampling.Sampler, o.Sampling.Power) = (false, true, "power", 0),
            "Sampling.DeferredResampling switches to class-balanced sampling, but Sampling.Sampler is already class-balanced"
        },
        { o => o.Sampling.EpochLength = (EpochLength)7, "Sampling.EpochLength must be one of TrainingSet, LargestClass, but is 7." },
        { o => o.Classifier.EpochLength = (EpochLength)7, "Classifier.EpochLength must be one of TrainingSet, LargestClass, but is 7." },
        { o => o.Augmentation.LeastCropArea = 0, "Augmentation.LeastCropArea must be between 0.01 and 1, but is 0." },
        { o => o.Augmentation.Brightness = -1, "Augmentation.Brightness must be between 0 and 10, but is -1." },
        { o => o.Augmentation.Contrast = 11, "Augmentation.Contrast must be between 0 and 10, but is 11." },
        { o => o.Augmentation.Saturation = double.NaN, "Augmentation.Saturation must be between 0 and 10" },
        { o => o.Augmentation.Hue = 0.6, "Augmentation.Hue must be between 0 and 0.5, but is 0.6." },
        { o => o.Augmentation.CenterCrop = 0, "Augmentation.CenterCrop must be between 0.1 and 1, but is 0." },
        { o => o.Augmentation.CropPadding = 65, "Augmentation.CropPadding must be between 0 and 64, but is 65." },
        { o => o.Augmentation.RotationDegrees = -1, "Augmentation.RotationDegrees must be between 0 and 180, but is -1." },
        { o => o.Augmentation.Mean = [0.5f], "Augmentation.Mean must have 3 items, but has 1." },
        { o => o.Augmentation.StandardDeviation = [0.2f, 0, 0.2f], "An item of Augmentation.StandardDeviation must be between 0.000001 and 1, but is 0." },
        { o => o.Augmentation.Policy = "fast", "Augmentation.Policy 'fast' is unknown. Available: none, auto-augment-cifar, rand-augment" },
        { o => o.Augmentation.RandAugmentOperations = 0, "Augmentation.RandAugmentOperations must be between 1 and 10, but is 0." },
        { o => o.Augmentation.RandAugmentMagnitude = 31, "Augmentation.RandAugmentMagnitude must be between 0 and 30, but is 31." },
        { o => o.Augmentation.RandAugmentMagnitude = 10, "Augmentation.RandAugmentOperations or RandAugmentMagnitude is set, but Augmentation.Policy is 'none': set" },
        { o => o.Augmentation.CutoutSize = -2, "Augmentation.CutoutSize must be between 0 and 1024, but is -2." },
        { o => o.Augmentation.CutoutSize = 15, "Augmentation.CutoutSize must be even, but is 15: set it to 16." },
        { o => o.Translation = null!, "Translation must be set" },
        { o => (o.Translation.Enabled, o.Translation.Confidence) = (true, 1.1), "Translation.Confidence must be between 0 and 1, but is 1.1." },
        { o => (o.Translation.Enabled, o.Translation.Lambda) = (true, -1), "Translation.Lambda must be between 0 and 100, but is -1." },
        { o => (o.Translation.Enabled, o.Translation.Beta) = (true, 1), "Translation.Beta must be at least 0 and below 1, but is 1." },
        { o => (o.Translation.Enabled, o.Translation.StepSize) = (true, 0), "Translation.StepSize must be above 0 and at most 100, but is 0." },
        { o => (o.Translation.Enabled, o.Translation.Steps) = (true, 0), "Translation.Steps must be between 1 and 1000, but is 0." },
        { o => o.Translation.Steps = 5, "Translation.Steps would have no effect, because Translation.Enabled is false: set Enabled to true, or leave" },
        { o => o.Distillation.TeacherExperts = 17, "Distillation.TeacherExperts must be between 1 and 16, but is 17." },
        { o => o.Distillation.Temperature = 2, "Distillation.Temperature is set, but there is no teacher" },
        { o => o.Distillation.Method = (DistillationMethod)7, "Distillation.Method must be one of SelfDistillation, VirtualExamples, MultipleTeachers, but is 7." },
        { o => o.Distillation.Method = DistillationMethod.VirtualExamples, "Distillation.Method is set, but there is no teacher: set Distillation.TeacherExperts" },
        { o => (o.Distillation.TeacherExperts, o.Distillation.Alpha) = (1, 1.5), "Distillation.Alpha must be between 0 and 1, but is 1.5." },
        { o => (o.Distillation.TeacherExperts, o.Distillation.Power) = (1, 0), "Distillation.Power must be above 0 and at most 1, but is 0." },
        { o => (o.Distillation.TeacherExperts, o.Distillation.Alpha) = (1, 0.9), "Distillation.Alpha and Distillation.Power belong to virtual examples: set" },
        { o => (o.Distillation.TeacherExperts, o.Distillation.PaceThreshold) = (1, 1), "Distillation.PaceThreshold must be at least 0 and below 1, but is 1." },
        { o => (o.Distillation.TeacherExperts, o.Distillation.PaceThreshold) = (1, 0.5), "Distillation.PaceThreshold belongs to multiple teachers: set" },
        {
            o => (o.Distillation.Method, o.Distillation.TeacherExperts, o.Mixing.Method) = (DistillationMethod.MultipleTeachers, 1, "mixup"),
            "Distillation.Method = MultipleTeachers weighs images by how easy they are, but Mixing.Method 'mixup' mixes two: set Mixing.Method to none."
        },
        { o => o.Distillation.WarmUpFraction = -1, "Distillation.WarmUpFraction must be between 0 and 1, but is -1." },
        { o => o.SelfSupervision = null!, "SelfSupervision must be set" },
        { o => o.SelfSupervision.Task = "jigsaw", "SelfSupervision.Task 'jigsaw' is unknown. Available: none, rotation, contrastive" },
        { o => o.SelfSupervision.Weight = 0, "SelfSupervision.Weight must be above 0 and at most 1000, but is 0." },
        { o => o.SelfSupervision.Temperature = 0, "SelfSupervision.Temperature must be between 0.001 and 100, but is 0." },
        { o => o.SelfSupervision.QueueLength = 0, "SelfSupervision.QueueLength must be between 1 and 16777216, but is 0." },
        { o => o.SelfSupervision.Momentum = 1.1, "SelfSupervision.Momentum must be between 0 and 1, but is 1.1." },
        { o => o.SelfSupervision.Dimension = 0, "SelfSupervision.Dimension must be between 1 and 4096, but is 0." },
        { o => o.SoftLabels = null!, "SoftLabels must be set" },
        { o => o.SoftLabels.Temperature = 0, "SoftLabels.Temperature must be above 0 and at most 100, but is 0." },
        { o => o.SoftLabels.HardWeight = -1, "SoftLabels.HardWeight must be between 0 and 1000, but is -1." },
        { o => o.SoftLabels.SoftWeight = 0, "SoftLabels.SoftWeight must be above 0 and at most 1000, but is 0." },
        { o => (o.SoftLabels.Enabled, o.SoftLabels.ClassifierMethod) = (true, "svm"), "SoftLabels.ClassifierMethod 'svm' is unknown. Available: joint, crt" },
        { o => (o.SoftLabels.Enabled, o.SoftLabels.ClassifierMethod) = (true, "ncm"), "SoftLabels.ClassifierMethod must be a method that trains classifiers alone, 'crt', 'lws', or 'los', but is 'ncm'." },
        {
            o => (o.SoftLabels.Enabled, o.Distillation.TeacherExperts) = (true, 6),
            "SoftLabels trains its own teacher in the stages 'features' and 'soft-labels', but another teacher is set: set"
        },
        {
            o => (o.SoftLabels.Enabled, o.Classifier.Method) = (true, "crt"),
            "Classifier.Method 'crt' would replace the classifier that has learned the soft labels: set Classifier.Method = \"lws\""
        },
        {
            o => (o.SoftLabels.Temperature, o.SoftLabels.SoftWeight) = (3, 2),
            "SoftLabels.Temperature, SoftLabels.SoftWeight would have no effect, because SoftLabels.Enabled is false: set Enabled to true, or leave"
        },
        { o => (o.SelfSupervision.Task, o.SelfSupervision.PretrainingEpochs) = ("rotation", -1), "SelfSupervision.PretrainingEpochs must be at least 0, but is -1." },
        { o => o.SelfSupervision.PretrainingEpochs = 5, "SelfSupervision.PretrainingEpochs would have no effect, because SelfSupervision.Task is \"none\"" },
        { o => (o.SelfSupervision.Task, o.SelfSupervision.PretrainingEpochs, o.HeadStart) = ("rotation", 5, HeadStart.ClassMeans), "SelfSupervision.PretrainingEpochs changes the features that HeadStart and FineTuning.HeadEpochs fit classifiers to: set HeadStart = Random" },
        { o => o.SelfSupervision.QueueLength = 7, "SelfSupervision.QueueLength would have no effect, because SelfSupervision.Task is \"none\": set Task to rotation or contrastive, or" },
        { o => o.Classifier.Tau = 0.7, "Classifier.Tau would have no effect, because Classifier.Method is \"joint\": set Method to crt or crt-last-stage or crt-all or ncm or tau-norm or lws or los, or leave the rest" },
        { o => o.Classifier.TauGrid = [0, 1], "Classifier.TauGrid would have no effect, because Classifier.Method is \"joint\"" },
        { o => o.Classifier.MeanDistance = NearestMeanDistance.Euclidean, "Classifier.MeanDistance would have no effect, because Classifier.Method is \"joint\"" },
        { o => o.Checkpoints.EveryEpochs = 0, "Checkpoints.EveryEpochs must be at least 1, but is 0." },
        { o => o.Checkpoints.Folder = " ", "Checkpoints.Folder must be the path of a folder" },
        { o => o.Validation.Fraction = 0.6, "Validation.Fraction must be between 0 and 0.5, but is 0.6." },
        { o => o.Validation.EveryEpochs = 0, "Validation.EveryEpochs must be at least 1, but is 0." },
        { o => o.Validation.Patience = 0, "Validation.Patience must be at least 1, but is 0." },
        { o => o.InitialWeights.Path = "none.pth", "There is no file 'none.pth'" },
        { o => o.Routing.TopLogits = 0, "Routing.TopLogits must be at least 1, but is 0." },
        { o => o.Routing.PositiveWeight = 0, "Routing.PositiveWeight must be above 0, but is 0." },
        { o => o.Head = HeadKind.NearestMean, "Head must be one of Linear, Cosine, Causal, but is NearestMean. The other kinds are made from trained classifiers: set Classifier.Method." },
        { o => o.CausalEffect = 11, "CausalEffect must be between 0 and 10, but is 11." },
        { o => (o.Head, o.Classifier.Method) = (HeadKind.Causal, "lws"), "Classifier.Method 'lws' changes the weights of a linear or cosine classifier, but those of Head = Causal" },
        { o => (o.Head, o.SoftLabels.Enabled) = (HeadKind.Causal, true), "Classifier.Method 'lws' changes the weights of a linear or cosine classifier" },
        { o => o.Classifier = null!, "Classifier must be set" },
        { o => (o.FrozenBackbone, o.Classifier.Method) = (true, "crt-all"), "Classifier.Method 'crt-all' trains layers below the classifiers, but these learn from feature vectors: set it to crt." },
        { o => (o.SoftLabels.Enabled, o.SoftLabels.ClassifierMethod) = (true, "crt-last-stage"), "SoftLabels.ClassifierMethod must be a method that trains classifiers alone" },
        { o => (o.Classifier.Method, o.Classifier.LabelSmoothing) = ("los", 1), "Classifier.LabelSmoothing must be at least 0 and below 1, but is 1." },
        { o => o.Classifier.Method = "svm", "Classifier.Method 'svm' is unknown. Available: joint, crt, crt-last-stage, crt-all, ncm, tau-norm, lws, los." },
        { o => o.Classifier.Epochs = 0, "Classifier.Epochs must be at least 1, but is 0." },
        { o => o.Classifier.BatchSize = 0, "Classifier.BatchSize must be at least 1, but is 0." },
        { o => o.Classifier.LearningRate = 0, "Classifier.LearningRate must be above 0, but is 0." },
        { o => o.Classifier.Momentum = 1, "Classifier.Momentum must be at least 0 and below 1, but is 1." },
        { o => o.Classifier.WeightDecay = -1, "Classifier.WeightDecay must be at least 0, but is -1." },
        { o => o.Classifier.Sampler = "cubic", "Classifier.Sampler 'cubic' is unknown. Available: instance-balanced, class-balanced" },
        { o => o.Classifier.Power = 2, "Classifier.Power must be between 0 and 1, but is 2." },
        { o => o.Classifier.MeanFeatures = (NearestMeanFeatures)7, "Classifier.MeanFeatures must be one of Plain, Normalized, CenteredNormalized, but is 7." },
        { o => o.Classifier.MeanDistance = (NearestMeanDistance)7, "Classifier.MeanDistance must be one of Cosine, Euclidean, but is 7." },
        { o => o.Classifier.Tau = 11, "Classifier.Tau must be between 0 and 10, but is 11." },
        { o => o.Classifier.TauGrid = [], "Classifier.TauGrid must have at least 1 item, but has 0." },
        { o => o.Classifier.TauGrid = [0, double.NaN], "An item of Classifier.TauGrid must be between 0 and 10, but is NaN." },
        { o => o.Classifier.TauMetric = (ValidationMetric)7, "Classifier.TauMetric must be one of Overall, MeanOfBuckets, but is 7." },
        { o => o.Classifier.Method = "tau-norm", "Classifier.Method 'tau-norm' divides each class's weights by their norm, which a cosine head already does: train with Head = Linear" },
        {
            o => (o.Classifier.Method, o.Routing.Enabled) = ("ncm", true),
            "Classifier.Method 'ncm' produces distances to class means instead of learned logits, so routers cannot learn"
        },
        { o => (o.Routing.Enabled, o.ExpertCount) = (true, 1), "Routing needs at least two experts" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_setting_is_named_with_its_range(Action<RideOptions> set, string message)
    {
        var options = new RideOptions();
        set(options);

        var error = Assert.ThrowsAny<ArgumentException>(() => RideTraining.Check(options));

        Assert.StartsWith(message, error.Message);
    }

    [Theory]
    [InlineData("sade", 3)]
    [InlineData("balpoe", 1)]
    [InlineData("balpoe", 4)]
    public void A_loss_by_expert_is_valid_alone(string loss, int experts) => RideTraining.Check(Guided(new RideOptions(), loss, experts));

    [Fact]
    public void Soft_labels_have_a_use_for_the_classifiers_settings()
        => RideTraining.Check(new RideOptions { SoftLabels = { Enabled = true, Temperature = 3 }, Classifier = { Epochs = 3, BatchSize = 64 } });

    private static RideOptions Guided(RideOptions options, string loss, int experts = 3)
    {
        (options.ExpertCount, options.Loss.Classification) = (experts, loss);
        (options.Loss.DeferredReweighting, options.Loss.DiversityFactor) = (false, 0);
        return options;
    }

    [Fact]
    public void The_defaults_are_valid() => RideTraining.Check(new RideOptions { Routing = { Enabled = true } });

    [Fact]
    public void The_default_schedule_is_the_published_one()
    {
        var options = new RideOptions();

        Assert.Equal(5, options.Optimizer.WarmUp(options.Epochs));
        Assert.Equal([160, 180], options.Optimizer.StepsFor(options.Epochs));
        Assert.Equal(160, options.Loss.ReweightAfter(options.Epochs));
    }

    [Theory]
    [InlineData(1, new[] { 1 })]
    [InlineData(5, new[] { 4 })]
    [InlineData(10, new[] { 8, 9 })]
    public void A_short_run_still_learns_at_the_full_rate(int epochs, int[] steps)
        => Assert.Equal(steps, new OptimizerOptions().StepsFor(epochs));
}
