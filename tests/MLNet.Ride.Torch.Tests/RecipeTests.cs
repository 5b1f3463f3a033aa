using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Tests;

/// <summary>Every number of every recipe, against the published tables.</summary>
public class RecipeTests
{
    public static TheoryData<string> Names => [.. Recipes.All.Select(recipe => recipe.Name)];

    public static TheoryData<string, string, int, int, double, double> Optimization => new()
    {
        { "cifar100-lt", "resnet32", 200, 128, 0.1, 5e-4 },
        { "cifar10-lt", "resnet32", 200, 128, 0.05, 5e-4 },
        { "imagenet-lt-resnet10", "resnet10", 100, 256, 0.1, 2e-4 },
        { "imagenet-lt-resnet50", "resnet50", 100, 256, 0.1, 2e-4 },
        { "imagenet-lt-resnext50_32x4d", "resnext50_32x4d", 100, 256, 0.1, 2e-4 },
        { "inaturalist2018", "resnet50", 100, 512, 0.2, 2e-4 },
        { "places-lt", "resnet152", 30, 128, 0.01, 4e-4 },
        { "small-images", "resnet32", 200, 128, 0.1, 5e-4 },
        { "photos", "resnet18", 100, 64, 0.025, 2e-4 },
        { "fine-tune", "resnet18-imagenet", 2, 32, 0.01, 5e-4 },
        { "frozen-features", "resnet18-imagenet", 20, 128, 0.1, 5e-4 },
        { "few-images", "resnet20", 20, 32, 0.02, 5e-4 },
        { "few-images-plain", "resnet20", 20, 32, 0.02, 2e-4 },
        { "plain", "resnet32", 200, 128, 0.1, 2e-4 },
        { "sade", "resnet32", 200, 128, 0.1, 5e-4 },
        { "balpoe", "resnet32", 200, 128, 0.1, 5e-4 },
        { "mdcs", "resnet32", 400, 64, 0.1, 5e-4 },
        { "dive", "resnet32", 200, 128, 0.1, 2e-4 },
        { "lfme", "resnet32", 200, 128, 0.1, 2e-4 },
        { "bbn", "resnet32-branches", 200, 128, 0.1, 2e-4 },
        { "m2m", "resnet32", 200, 128, 0.1, 2e-4 },
        { "ssd", "resnet32", 200, 128, 0.1, 5e-4 },
    };

    public static TheoryData<string, int, int[], double, int, int> Schedules => new()
    {
        { "cifar100-lt", 5, [160, 180], 0.01, 160, 20 },
        { "cifar10-lt", 5, [160, 180], 0.01, 160, 20 },
        { "imagenet-lt-resnet10", 5, [60, 80], 0.1, 80, 5 },
        { "imagenet-lt-resnet50", 5, [60, 80], 0.1, 80, 5 },
        { "imagenet-lt-resnext50_32x4d", 5, [60, 80], 0.1, 80, 5 },
        { "inaturalist2018", 5, [60, 80], 0.1, 80, 5 },
        { "places-lt", 0, [10, 20], 0.1, 24, 0 },
        { "small-images", 5, [160, 180], 0.01, 160, 20 },
        { "photos", 5, [60, 80], 0.1, 80, 5 },
        { "fine-tune", 0, [], 0.1, 0, 0 },
        { "frozen-features", 0, [], 0.1, 0, 0 },
        { "few-images", 2, [14, 18], 0.1, 16, 2 },
        { "few-images-plain", 2, [14, 18], 0.1, 16, 2 },
        { "plain", 5, [160, 180], 0.01, 160, 20 },
        { "sade", 5, [160, 180], 0.1, 160, 20 },
        { "balpoe", 5, [160, 180], 0.1, 160, 20 },
        { "mdcs", 20, [200, 320, 380], 0.1, 320, 20 },
        { "dive", 5, [120, 160], 0.01, 160, 5 },
        { "lfme", 5, [160, 180], 0.01, 160, 5 },
        { "bbn", 5, [120, 160], 0.01, 160, 20 },
        { "m2m", 5, [160, 180], 0.01, 160, 20 },
        { "ssd", 0, [160, 180], 0.01, 160, 20 },
    };

    public static TheoryData<string, int, bool, HeadKind, double, double, int?> Ensembles => new()
    {
        { "cifar100-lt", 3, true, HeadKind.Cosine, -0.45, 0.05, 30 },
        { "cifar10-lt", 3, false, HeadKind.Cosine, -0.45, 0.05, 30 },
        { "imagenet-lt-resnet10", 3, true, HeadKind.Cosine, -0.2, 0.02, 30 },
        { "imagenet-lt-resnet50", 3, true, HeadKind.Cosine, -0.2, 0.02, 50 },
        { "imagenet-lt-resnext50_32x4d", 3, true, HeadKind.Cosine, -0.2, 0.02, 50 },
        { "inaturalist2018", 3, true, HeadKind.Cosine, -0.2, 0.015, 50 },
        { "places-lt", 3, false, HeadKind.Cosine, -0.2, 0.05, 50 },
        { "small-images", 3, true, HeadKind.Cosine, -0.2, 0.05, 30 },
        { "photos", 3, true, HeadKind.Cosine, -0.2, 0.05, 30 },
        { "fine-tune", 1, false, HeadKind.Cosine, 0, 0.05, null },
        { "frozen-features", 1, false, HeadKind.Cosine, 0, 0.05, null },
        { "few-images", 3, true, HeadKind.Cosine, -0.45, 0.05, 30 },
        { "few-images-plain", 1, false, HeadKind.Linear, 0, 0.05, null },
        { "plain", 1, false, HeadKind.Linear, 0, 0.05, null },
        { "sade", 3, true, HeadKind.Cosine, 0, 0.05, null },
        { "balpoe", 3, false, HeadKind.Cosine, 0, 0.05, null },
        { "mdcs", 3, true, HeadKind.Cosine, 0, 0.05, null },
        { "dive", 1, false, HeadKind.Linear, 0, 0.05, null },
        { "lfme", 1, false, HeadKind.Linear, 0, 0.05, null },
        { "bbn", 2, false, HeadKind.Linear, 0, 0.05, null },
        { "m2m", 1, false, HeadKind.Linear, 0, 0.05, null },
        { "ssd", 1, false, HeadKind.Linear, 0, 0.05, null },
    };

    public static TheoryData<string, bool, float[], float[]> Photos
    {
        get
        {
            float[] mean = [0.485f, 0.456f, 0.406f];
            float[] deviation = [0.229f, 0.224f, 0.225f];
            return new()
            {
                { "imagenet-lt-resnet10", true, mean, deviation },
                { "imagenet-lt-resnet50", true, mean, deviation },
                { "imagenet-lt-resnext50_32x4d", true, mean, deviation },
                { "inaturalist2018", false, [0.466f, 0.471f, 0.380f], [0.195f, 0.194f, 0.192f] },
                { "places-lt", true, mean, deviation },
                { "photos", true, mean, deviation },
                { "fine-tune", false, mean, deviation },
                { "frozen-features", false, mean, deviation },
            };
        }
    }

    public static TheoryData<string> SmallImages => ["cifar100-lt", "cifar10-lt", "small-images", "few-images", "few-images-plain", "plain", "sade", "balpoe", "mdcs", "dive", "lfme", "bbn", "m2m", "ssd"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_valid_and_in_every_table(string name)
    {
        RideTraining.Check(Options(name));

        Assert.Contains(name, Optimization.Select(row => row[0]));
        Assert.Contains(name, Schedules.Select(row => row[0]));
        Assert.Contains(name, Ensembles.Select(row => row[0]));
        Assert.Contains(name, Photos.Concat<object[]>(SmallImages).Select(row => row[0]));
        Assert.EndsWith(".", Recipes.Find(name).Description);
        Assert.NotSame(Options(name).Optimizer, Options(name).Optimizer);
    }

    [Theory]
    [MemberData(nameof(Optimization))]
    public void Optimizes_as_published(string name, string backbone, int epochs, int batchSize, double learningRate, double weightDecay)
    {
        RideOptions options = Options(name);

        Assert.Equal((backbone, epochs, batchSize), (options.Backbone, options.Epochs, options.BatchSize));
        Assert.Equal((learningRate, weightDecay), (options.Optimizer.LearningRate, options.Optimizer.WeightDecay));
        Assert.Equal((0.9, name is not ("plain" or "few-images-plain" or "dive" or "lfme" or "bbn" or "m2m" or "ssd")), (options.Optimizer.Momentum, options.Optimizer.Nesterov));
    }

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Follows_its_schedule(string name, int warmUp, int[] steps, double factor, int reweightAfter, int studentWarmUp)
    {
        RideOptions options = Options(name);

        Assert.Equal(warmUp, options.Optimizer.WarmUp(options.Epochs));
        Assert.Equal(studentWarmUp, options.Distillation.WarmUp(options.Optimizer, options.Epochs));
        Assert.Equal(steps, StepsFor(options, options.Epochs));
        Assert.Equal(factor, options.Optimizer.StepFactor);
        Assert.Equal(reweightAfter, ReweightAfter(options, options.Epochs));
    }

    [Theory]
    [MemberData(nameof(Schedules))]
    public void The_schedule_is_in_proportion_to_the_epochs(string name, int warmUp, int[] steps, double factor, int reweightAfter, int studentWarmUp)
    {
        RideOptions options = Options(name);
        int epochs = 3 * options.Epochs;

        Assert.Equal(3 * warmUp, options.Optimizer.WarmUp(epochs));
        Assert.Equal(3 * studentWarmUp, options.Distillation.WarmUp(options.Optimizer, epochs));
        Assert.Equal(steps.Select(step => 3 * step), StepsFor(options, epochs));
        Assert.Equal(3 * reweightAfter, ReweightAfter(options, epochs));
        Assert.Equal(factor, options.Optimizer.StepFactor);
    }

    // The recipes for pretrained networks have a cosine schedule without milestones and re-weight nothing.
    private static IReadOnlyList<int> StepsFor(RideOptions options, int epochs) => IsPretrained(options) ? [] : options.Optimizer.StepsFor(epochs);

    private static int ReweightAfter(RideOptions options, int epochs) => IsPretrained(options) ? 0 : options.Loss.ReweightAfter(epochs);

    private static bool IsPretrained(RideOptions options)
        => options is { HeadStart: HeadStart.ClassMeans, Optimizer.Schedule: LearningRateSchedules.Cosine, Loss.DeferredReweighting: false };

    [Theory]
    [MemberData(nameof(Ensembles))]
    public void Has_its_ensemble(string name, int experts, bool reduced, HeadKind head, double diversity, double reweighting, int? topLogits)
    {
        RideOptions options = Options(name);

        Assert.Equal((experts, reduced, head), (options.ExpertCount, options.ReducedWidth, options.Head));
        Assert.Equal((diversity, reweighting), (options.Loss.DiversityFactor, options.Loss.DiversityReweighting));
        string loss = name switch { "plain" or "few-images-plain" or "lfme" or "bbn" or "m2m" or "ssd" => "cross-entropy", "sade" or "balpoe" => name, "mdcs" => "balpoe", "dive" or "fine-tune" or "frozen-features" => "balanced-softmax", _ => "ldam" };
        Assert.Equal((loss, loss == "ldam"), (options.Loss.Classification, options.Loss.DeferredReweighting));
        Assert.Equal((1, 2), (options.Loss.Tau, options.Loss.Lambda));
        Assert.Equal((name == "balpoe" ? "mixup" : "none", null), (options.Mixing.Method, options.Mixing.Alpha));
        Assert.Equal(topLogits, options.Routing.Enabled ? options.Routing.TopLogits : null);
        (int, int) routing = name switch { "few-images" => (10, 64), "fine-tune" => (5, 64), "frozen-features" => (50, 512), _ => (5, 512) };
        Assert.Equal((routing, 0.01), ((options.Routing.Epochs, options.Routing.BatchSize), options.Routing.LearningRate));
        Assert.Equal((5e-4, name == "few-images" ? 20 : 100), (options.Routing.WeightDecay, options.Routing.PositiveWeight));
    }

    [Theory]
    [MemberData(nameof(Photos))]
    public void Prepares_photos_as_for_ImageNet(string name, bool jitter, float[] mean, float[] deviation)
    {
        RideOptions options = Options(name);
        AugmentationOptions augmentation = options.Augmentation;
        double strength = jitter ? 0.4 : 0;

        Assert.Equal((224, 256), (options.ImageSize, augmentation.ResizeShorterSide(options.ImageSize)));
        Assert.Equal((name != "frozen-features", name == "fine-tune" ? 0.3 : 0.08, true), (augmentation.RandomResizedCrop, augmentation.LeastCropArea, augmentation.HorizontalFlip));
        Assert.Equal((strength, strength, strength, 0), (augmentation.Brightness, augmentation.Contrast, augmentation.Saturation, augmentation.Hue));
        Assert.Equal((0, 0), (augmentation.CropPadding, augmentation.RotationDegrees));
        Assert.Equal(mean, augmentation.Mean);
        Assert.Equal(deviation, augmentation.StandardDeviation);
    }

    [Theory]
    [MemberData(nameof(SmallImages))]
    public void Prepares_small_images_as_for_CIFAR(string name)
    {
        RideOptions options = Options(name);
        AugmentationOptions augmentation = options.Augmentation;

        Assert.Equal((32, null), (options.ImageSize, augmentation.ResizeShorterSide(options.ImageSize)));
        Assert.Equal((4, name is "dive" or "bbn" or "m2m" ? 0 : 15, true, false), (augmentation.CropPadding, augmentation.RotationDegrees, augmentation.HorizontalFlip, augmentation.RandomResizedCrop));
        Assert.Equal((0, 0, 0, 0), (augmentation.Brightness, augmentation.Contrast, augmentation.Saturation, augmentation.Hue));
        Assert.Equal([0.4914f, 0.4822f, 0.4465f], augmentation.Mean);
        Assert.Equal([0.2023f, 0.1994f, 0.2010f], augmentation.StandardDeviation);
    }

    [Theory]
    [InlineData("fine-tune", HeadStart.ClassMeans, true, "cosine")]
    [InlineData("places-lt", HeadStart.Random, false, "steps")]
    public void Fine_tunes_pretrained_weights_at_a_tenth_of_the_rate(string name, HeadStart start, bool frozenBatchNorm, string schedule)
    {
        RideOptions options = Options(name);

        Assert.Equal((name == "fine-tune" ? (3, 20) : (0, 0), frozenBatchNorm, 0.1), ((options.FineTuning.FrozenStages, options.FineTuning.HeadEpochs), options.FineTuning.FrozenBatchNorm, options.FineTuning.BackboneRate));
        Assert.Equal((start, schedule), (options.HeadStart, options.Optimizer.Schedule));
        Assert.Equal(name == "places-lt", UnusualSettings.In(options, PretrainedBackbone.GivesWeights(options)).Any(note => note.Contains("FineTuning is for pretrained weights")));
    }

    [Fact]
    public void Frozen_features_train_one_cosine_classifier_from_class_means()
    {
        RideOptions options = Options("frozen-features");

        Assert.Equal((true, HeadStart.ClassMeans, 20, "cosine"), (options.FrozenBackbone, options.HeadStart, options.CosineScale, options.Optimizer.Schedule));
    }

    [Fact]
    public void MDCS_has_biases_of_its_own_and_a_strong_view()
    {
        RideOptions options = Options("mdcs");
        AugmentationOptions strong = options.Consistency.StrongView(options.Augmentation);

        Assert.Equal([-0.5, 1, 2.5], options.Loss.Taus);
        Assert.Equal((0.6, 0.05), (options.Consistency.Weight, options.Consistency.WarmUpFraction));
        Assert.Equal(("auto-augment-cifar", 16, 0, 4, true), (strong.Policy, strong.CutoutSize, strong.RotationDegrees, strong.CropPadding, strong.HorizontalFlip));
        Assert.Equal(("none", 0, 15), (options.Augmentation.Policy, options.Augmentation.CutoutSize, options.Augmentation.RotationDegrees));
    }

    [Fact]
    public void DiVE_distils_from_a_network_like_the_student()
    {
        RideOptions options = Options("dive");
        DistillationOptions distillation = options.Distillation;

        Assert.Equal((DistillationMethod.VirtualExamples, 1), (distillation.Method, distillation.TeacherExperts));
        Assert.Equal((3, 0.5, 0.5), (distillation.TemperatureOrPublished, distillation.Alpha, distillation.Power));
        Assert.Equal(5, distillation.WarmUp(options.Optimizer, 200));
        Assert.Equal(1.5, new DistillationOptions().TemperatureOrPublished);
    }

    [Fact]
    public void LFME_has_teachers_of_subsets_and_validation_images()
    {
        RideOptions options = Options("lfme");

        Assert.Equal((DistillationMethod.MultipleTeachers, 1), (options.Distillation.Method, options.Distillation.TeacherExperts));
        Assert.Equal((2, 0.3, 0.1), (options.Distillation.TemperatureOrPublished, options.Distillation.PaceThreshold, options.Validation.Fraction));
        Assert.Equal(Samplers.ClassBalanced, options.Sampling.Sampler);
    }

    [Fact]
    public void BBN_sums_two_branches()
    {
        RideOptions options = Options("bbn");

        Assert.Equal((ExpertObjective.Bilateral, Samplers.InstanceBalanced), (options.Loss.Objective, options.Sampling.Sampler));
    }

    [Fact]
    public void M2m_translates_where_it_resamples()
    {
        RideOptions options = Options("m2m");

        Assert.True(options is { Translation.Enabled: true, Sampling.DeferredResampling: true });
        Assert.Equal((0.999, 0.5, 0.9, 0.1, 10), (options.Translation.Beta, options.Translation.Lambda, options.Translation.Confidence, options.Translation.StepSize, options.Translation.Steps));
    }

    [Fact]
    public void SSD_has_the_stages_of_its_paper()
    {
        RideOptions options = Options("ssd");

        Assert.Equal(("contrastive", 1, 0.2), (options.SelfSupervision.Task, options.SelfSupervision.Weight, options.SelfSupervision.Temperature));
        Assert.Equal((0.999, 128, true), (options.SelfSupervision.Momentum, options.SelfSupervision.Dimension, options.SelfSupervision.ExcludeSameClass));
        Assert.Equal((true, "lws", 2), (options.SoftLabels.Enabled, options.SoftLabels.ClassifierMethod, options.SoftLabels.Temperature));
        Assert.Equal((1, 1), (options.SoftLabels.HardWeight, options.SoftLabels.SoftWeight));
        Assert.Equal(("lws", 5, null, null), (options.Classifier.Method, options.Classifier.Epochs, options.Classifier.BatchSize, options.Classifier.LearningRate));
        Assert.Equal((0.9, null, null), (options.Classifier.Momentum, options.Classifier.WeightDecay, options.Classifier.Sampler));
        Assert.Equal(new ClassifierEpochs(5, 512, 0.2, 5e-4, "class-balanced", 0), ClassifierRegistry.All.Find("lws")!.Published);
        Assert.Equal("cosine", options.Optimizer.Schedule);
    }

    [Fact]
    public void An_unknown_recipe_is_told_with_those_there_are()
    {
        string message = Assert.Throws<ArgumentException>(() => Recipes.Find("imagenet")).Message;

        Assert.All(Recipes.All, recipe => Assert.Contains(recipe.Name, message));
        Assert.Contains(
            "'resnet32' is unknown. Available: resnet10, resnet50, resnext50_32x4d",
            Assert.Throws<ArgumentException>(() => Recipes.ImageNetLT("resnet32")).Message);
        Assert.Equal("imagenet-lt-resnet50", Recipes.ImageNetLT("resnet50").Name);
    }

    private static RideOptions Options(string name) => Recipes.Find(name).Create<RideOptions>();
}
