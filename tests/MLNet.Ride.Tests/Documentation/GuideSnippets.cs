using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tests.Documentation;

/// <summary>The code of the guides, run.</summary>
[Collection(PackageWeights.Collection)]
public sealed class GuideSnippets : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("getting-started.md")]
    [InlineData("choosing-a-method.md")]
    [InlineData("gpu.md")]
    [InlineData("several-machines.md")]
    [InlineData("serving.md")]
    public void A_guide_has_this_code(string document) => Snippets.Check(document, "GuideSnippets.cs");

    [Fact]
    public void The_first_steps_lead_to_a_model_in_an_app()
    {
        using var weights = new PackageWeights();
        DrawnImages.SaveFolder(_folder, "train", 6, 4, 2);
        DrawnImages.SaveFolder(_folder, "test", 2, 2, 2);
        (string flowersFolder, string modelPath, int epochs) = (_folder.Path, _folder.File("model.zip"), 1);
        string imagePath = Directory.GetFiles(flowersFolder, "*.png", SearchOption.AllDirectories)[0];

        var ml = new MLContext(seed: 1);
        ml.Log += (_, line) => { if (line.Kind == ChannelMessageKind.Warning) Console.Error.WriteLine(line.Message); };
        ImageSets flowers = ml.Data.LoadImageSets(flowersFolder);
        IDataView train = ml.Data.CheckImages(flowers.Train, UnreadableImages.Skip, out ImageCheckReport check);
        IDataView test = flowers.Part("test");
        Console.WriteLine($"{check.ReadableCount} readable images, {check.UnreadableCount} unreadable");
        Assert.Equal(12, check.ReadableCount);

        RideTrainer.Options options = RideTrainer.Options.FineTune(epochs);
        options.ImageSize = 32;
        options.FeatureColumnName = "Image";
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath"))
            .Append(ml.MulticlassClassification.Trainers.Ride(options))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        ITransformer model = pipeline.Fit(train);

        LongTailedMetrics metrics = ml.MulticlassClassification.EvaluateLongTailed(model.Transform(test), model);
        Console.WriteLine($"many {metrics.Many?.Accuracy:P1}, medium {metrics.Medium?.Accuracy:P1}, few {metrics.Few?.Accuracy:P1}");
        Assert.Equal(6, metrics.Few!.ExampleCount);

        ml.Model.Save(model, train.Schema, modelPath);
        (model as IDisposable)?.Dispose();

        using RideTransformer classifier = RideTransformer.FindIn(ml.Model.Load(modelPath, out _));
        IReadOnlyList<ClassProbability> best = classifier.Predict(File.ReadAllBytes(imagePath), k: 3);
        Assert.Equal(3, best.Count);
    }

    [Fact]
    public void A_saved_model_is_served()
    {
        var ml = new MLContext(seed: 1);
        DrawnImages.SaveFolder(_folder, "images", 3, 3, 3);
        (string modelPath, string onnxPath) = (_folder.File("model.zip"), _folder.File("model.onnx"));
        IDataView train = ml.Data.LoadImageFolder(_folder.File("images"));
        string imagePath = Directory.GetFiles(_folder.File("images"), "*.png", SearchOption.AllDirectories)[0];
        RideTrainer.Options options = TinyRide.Options();
        options.FeatureColumnName = "Image";
        IEstimator<ITransformer> pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath"))
            .Append(ml.MulticlassClassification.Trainers.Ride(options));
        ITransformer model = pipeline.Fit(train);
        if (TrainingProcess.IsFirst)
        {
            ml.Model.Save(model, train.Schema, modelPath);
        }

        IDataView validation = ((IEnumerable<ITransformer>)model).First().Transform(train);
        (model as IDisposable)?.Dispose();

        using RideTransformer ride = RideTransformer.FindIn(ml.Model.Load(modelPath, out _));
        IReadOnlyList<ClassProbability> best = ride.Predict(File.ReadAllBytes(imagePath), k: 5);
        Assert.Equal(3, best.Count);

        ride.SaveOnnx(onnxPath);
        Assert.True(new FileInfo(onnxPath).Length > 100_000);

        validation = ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath").Fit(validation).Transform(validation);
        using RideTransformer calibrated = ride.Calibrate(validation, out CalibrationReport report);
        Console.WriteLine($"expected calibration error {report.Before.ExpectedCalibrationError:P1} before, {report.After.ExpectedCalibrationError:P1} after");
        Assert.Equal(9, report.ExampleCount);
    }

    [Fact]
    public void Settings_for_GPUs_and_methods_are_valid()
    {
        (string checkpointFolder, int epochs) = (_folder.File("checkpoints"), 1);
        {
            var ml = new MLContext(seed: 1) { GpuDeviceId = 0, FallbackToCpu = false };
            Assert.Equal(0, ml.GpuDeviceId);
        }

        RideTrainer.Options options = RideTrainer.Options.ImageNetLT("resnet50");
        options.Precision = Precision.BFloat16;
        options.ImageMemoryMegabytes = 32 * 1024;
        options.Checkpoints.Folder = checkpointFolder;

        RideTrainer.Options baseline = RideTrainer.Options.PlainNetwork();
        RideTrainer.Options balanced = RideTrainer.Options.PlainNetwork();
        balanced.Loss.Classification = "balanced-softmax";
        RideTrainer.Options ride = RideTrainer.Options.SmallImages(epochs);
        Assert.All([options, baseline, balanced, ride], settings => settings.Validate());
    }

    [Fact]
    public void The_readme_has_the_code_of_the_package_s_readme_which_the_packaging_tests_run()
        => Assert.Equal(Code("src/MLNet.Ride/PackageReadme.md"), Code("README.md"));

    private static string Code(string document)
    {
        string[] parts = File.ReadAllText(Path.Combine(Checkout.Root, document)).ReplaceLineEndings("\n").Split("```csharp\n");
        Assert.Equal(2, parts.Length);
        return parts[1].Split("```")[0];
    }
}
