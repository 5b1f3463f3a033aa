using Microsoft.ML;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Methods.Distillation;
using MLNet.Ride.Torch.Methods.TestTime;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tests.Documentation;

/// <summary>The code of docs/training.md, run.</summary>
public sealed class TrainingSnippets : IDisposable
{
    private readonly MLContext ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_document_has_this_code() => Snippets.Check("training.md", "TrainingSnippets.cs", "OwnSnippets.cs");

    [Fact]
    public void Pretrained_weights_are_those_of_a_package_or_of_a_file()
    {
        string resNetPath = _folder.File("resnet50.pth");
        DrawnImages.SaveFolder(_folder, "train", 12, 8, 6);
        IDataView train = ml.Data.LoadImageFolder(_folder.File("train"));

        var photos = RideTrainer.Options.Photos(epochs: 30);
        photos.Backbone = Backbones.ResNet18ImageNet;

        var pretrained = RideTrainer.Options.Photos(epochs: 30);
        pretrained.Backbone = Backbones.ResNet50;
        pretrained.ReducedWidth = false;
        pretrained.InitialWeights.Path = resNetPath;

        Assert.Contains("dotnet add package", Assert.Throws<FileNotFoundException>(() => Fit(photos, train)).Message);
        Assert.Contains(resNetPath, Assert.Throws<ArgumentException>(() => Fit(pretrained, train)).Message);
    }

    [Fact]
    public void A_pretrained_network_is_fine_tuned()
    {
        DrawnImages.SaveFolder(_folder, "train", 12, 8, 6);
        IDataView train = ml.Data.LoadImageFolder(_folder.File("train"));

        var fineTune = RideTrainer.Options.FineTune(epochs: 3);
        fineTune.ExpertCount = 3;
        fineTune.SharedThirdStage = true; // it stays as it is
        fineTune.Loss.DiversityFactor = -0.2;
        fineTune.Routing.Enabled = true;

        var frozen = RideTrainer.Options.FineTune();
        frozen.FineTuning.FrozenStages = 2;
        frozen.Optimizer.Algorithm = OptimizerAlgorithm.AdamW;
        frozen.Optimizer.LearningRate = 0.001;
        frozen.Optimizer.GradientClipping = 1;
        frozen.Optimizer.AccumulationSteps = 4;
        frozen.Loss.LabelSmoothing = 0.1;

        Assert.Contains("dotnet add package", Assert.Throws<FileNotFoundException>(() => Fit(Shortened(fineTune), train)).Message);
        frozen.InitialWeights.Path = _folder.File("weights.safetensors");
        using (var initial = RideModel.Create(RideTraining.Describe(Shortened(frozen), [1, 1, 1]), 5))
        {
            initial.SaveWeights(frozen.InitialWeights.Path);
        }

        ITransformer model = Fit(frozen, train);
        using RideTransformer trained = RideTransformer.FindIn(model);
        Assert.Empty(trained.InitialWeights!.Missing);
    }

    [Fact]
    public void A_model_is_trained_and_its_weights_are_used_again()
    {
        string checkpointFolder = _folder.File("checkpoints"), weightsPath = _folder.File("weights.safetensors");
        DrawnImages.SaveFolder(_folder, "train", 12, 8, 6);
        IDataView train = ml.Data.LoadImageFolder(_folder.File("train"));

        RideTrainer.Options options = RideTrainer.Options.SmallImages(epochs: 60);
        options.Backbone = Backbones.ResNet20;
        options.ExpertCount = 3;
        options.Loss.Classification = Losses.BalancedSoftmax;
        options.Loss.DeferredReweighting = false;
        options.Sampling.DeferredResampling = true;
        options.Mixing.Method = Mixing.Mixup;
        options.Augmentation.RotationDegrees = 0;
        options.Augmentation.Policy = Augmentations.AutoAugmentCifar;
        options.Augmentation.CutoutSize = 16;
        options.Optimizer.Schedule = LearningRateSchedules.Cosine;
        options.Optimizer.AverageDecay = 0.99;
        options.Checkpoints.Folder = checkpointFolder;
        options.Checkpoints.EveryEpochs = 5;
        options.Validation.Fraction = 0.2;
        options.Validation.Metric = ValidationMetric.MeanOfBuckets;
        options.Validation.Keep = KeptEpoch.Best;
        options.Validation.Patience = 20;
        options.Distillation.TeacherExperts = 6;

        ITransformer model = Fit(Shortened(options), train);
        using RideTransformer trained = RideTransformer.FindIn(model);
        trained.SaveWeights(weightsPath);
        var again = RideTrainer.Options.SmallImages(epochs: 60);
        again.Backbone = Backbones.ResNet20;
        again.InitialWeights.Path = weightsPath;

        using var second = (IDisposable)Fit(Shortened(again), train);

        RideTrainer.Options ssd = RideTrainer.Options.Ssd();
        ssd.SelfSupervision.Task = SelfSupervisedTasks.Rotation;
        ssd.SoftLabels.ClassifierMethod = Classifiers.Crt;
        using var third = (IDisposable)Fit(Shortened(ssd), train);

        RideTrainer.Options ssp = RideTrainer.Options.PlainNetwork();
        ssp.SelfSupervision.Task = SelfSupervisedTasks.Rotation;
        ssp.SelfSupervision.PretrainingEpochs = ssp.Epochs;
        using var fourth = (IDisposable)Fit(Shortened(ssp), train);

        RideTrainer.Options bbn = RideTrainer.Options.Bbn();
        using var fifth = (IDisposable)Fit(Shortened(bbn), train);

        RideTrainer.Options lfme = RideTrainer.Options.Lfme();
        lfme.Validation.Fraction = 0.2;
        using var sixth = (IDisposable)Fit(Shortened(lfme), train);

        RideTrainer.Options m2m = RideTrainer.Options.M2m();
        m2m.Translation.Steps = 5;
        using var seventh = (IDisposable)Fit(Shortened(m2m), train);

        var classifier = new ClassifierOptions { Method = Classifiers.Crt, Epochs = 10 };
        ITransformer balanced = ml.MulticlassClassification.RetrainClassifier(model, train, classifier);
        using RideTransformer retrained = RideTransformer.FindIn(balanced);
        Assert.Equal(trained.ClassNames, retrained.ClassNames);
        Assert.True(File.Exists(Path.Combine(checkpointFolder, "training.safetensors")));
    }

    [Fact]
    public void Experts_are_guided_and_weighted()
    {
        DrawnImages.SaveFolder(_folder, "train", 12, 8, 6);
        IDataView train = ml.Data.LoadImageFolder(_folder.File("train"));

        RideTrainer.Options sade = RideTrainer.Options.Sade();
        RideTrainer.Options balpoe = RideTrainer.Options.BalPoE();
        balpoe.ExpertCount = 4;
        RideTrainer.Options mdcs = RideTrainer.Options.Mdcs();
        mdcs.Consistency.Weight = 0.3;

        ITransformer guided = Fit(Shortened(sade), train);
        using var other = (IDisposable)Fit(Shortened(balpoe), train);
        using var third = (IDisposable)Fit(Shortened(mdcs), train);
        IDataView unlabeled = train;
        ITransformer weighted = ml.MulticlassClassification.WeightExperts(guided, unlabeled, out ExpertWeightingReport report);
        Console.WriteLine($"weights {string.Join(", ", report.Weights)}");

        Assert.Equal(report.Weights, RideTransformer.FindIn(weighted).ExpertWeights);
        ((IDisposable)guided).Dispose();
        ((IDisposable)weighted).Dispose();
    }

    [Fact]
    public void Virtual_examples_are_distilled()
    {
        DrawnImages.SaveFolder(_folder, "train", 12, 8, 6);
        IDataView train = ml.Data.LoadImageFolder(_folder.File("train"));

        RideTrainer.Options dive = RideTrainer.Options.DiVE();
        dive.Distillation.Power = 1;

        ITransformer distilled = Fit(Shortened(dive), train);
        VirtualExamples examples = RideTransformer.FindIn(distilled).VirtualExamples!;
        Console.WriteLine($"{examples.Few?.VirtualExamples:0.0} virtual examples for a class with {examples.Few?.TrainingImages:0.0} images");

        Assert.Equal(26, examples.ByClass.Sum(), 1e-3);
        Assert.Null(examples.Many);
        ((IDisposable)distilled).Dispose();
    }

    private static RideTrainer.Options Shortened(RideTrainer.Options options)
    {
        options.ImageSize = 8;
        options.Augmentation.CropPadding = 1;
        options.Epochs = 2;
        options.BatchSize = 16;
        options.Routing.Epochs = 1;
        options.SelfSupervision.PretrainingEpochs = Math.Min(options.SelfSupervision.PretrainingEpochs, 1);
        return options;
    }

    private ITransformer Fit(RideTrainer.Options options, IDataView train)
        => ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath"))
            .Append(ml.MulticlassClassification.Trainers.Ride(options))
            .Fit(train);
}
