// Train on your folder: the code of train-on-your-folder.ipynb as a file-based app.
// dotnet run train-on-your-folder.cs [images] [epochs]

#:project ../../src/MLNet.Ride/MLNet.Ride.csproj
#:property PublishAot=false
// Outside this repository, replace the project with the packages:
// #:package MLNet.Ride@0.1.0
// #:package TorchSharp-cpu@0.107.0

using Microsoft.ML;
using MLNet.Ride;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Torch.Training;
using Microsoft.ML.Data;

// Your images
string images = args.ElementAtOrDefault(0) ?? "../../quickstart-output/images";
int epochs = int.Parse(args.ElementAtOrDefault(1) ?? "12");

var ml = new MLContext(seed: 1);
IDataView train = ml.Data.LoadImageFolder(Path.Combine(images, "train"));
IDataView test = ml.Data.LoadImageFolder(Path.Combine(images, "test"));

var classes = Directory.GetDirectories(Path.Combine(images, "train"))
    .Select(folder => (Name: Path.GetFileName(folder), Files: Directory.GetFiles(folder).Order().ToArray()))
    .OrderByDescending(c => c.Files.Length)
    .ToArray();
Console.WriteLine($"{classes.Sum(c => c.Files.Length)} images of {classes.Length} classes, from {classes[^1].Files.Length} to {classes[0].Files.Length} per class");

// Train
bool photos = MLImage.CreateFromFile(classes[0].Files[0]) is { Width: > 64, Height: > 64 };
Console.WriteLine(photos ? "Photos: fine-tuning a network that was trained on ImageNet." : "Small images: training a network from scratch.");

RideTrainer.Options options = photos ? RideTrainer.Options.FineTune(epochs) : RideTrainer.Options.FewImages(epochs);
options.FeatureColumnName = "Image";
options.Progress = new EpochLines();

var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
    .Append(ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath"))
    .Append(ml.MulticlassClassification.Trainers.Ride(options))
    .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

ITransformer model = pipeline.Fit(train);

// How good is it?
LongTailedMetrics metrics = ml.MulticlassClassification.EvaluateLongTailed(model.Transform(test), model);
Console.WriteLine($"many {metrics.Many?.Accuracy:P1}, medium {metrics.Medium?.Accuracy:P1}, few {metrics.Few?.Accuracy:P1}, all {metrics.Overall.Accuracy:P1}");
Console.WriteLine($"{metrics.Overall.MeanExpertsUsed:0.00} of {options.ExpertCount} experts used per image");

// Which classes are confused?
foreach (ConfusionCell mistake in metrics.Confusion.MostConfused(5))
{
    Console.WriteLine($"{metrics.Confusion.ClassNames[mistake.Actual]} mistaken for {metrics.Confusion.ClassNames[mistake.Predicted]}: {mistake.Count} times");
}

// Save the model
ml.Model.Save(model, train.Schema, "shapes.zip");
Console.WriteLine($"shapes.zip: {new FileInfo("shapes.zip").Length / 1024} KB");
(model as IDisposable)?.Dispose();

public sealed class EpochLines : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress p)
    {
        if (p.EndsEpoch)
        {
            Console.WriteLine($"{p.Stage} {p.Epoch}/{p.EpochCount}: loss {p.Loss:0.00}");
        }
    }
}
