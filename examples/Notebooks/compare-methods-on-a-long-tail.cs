// Compare methods on a long tail: the code of compare-methods-on-a-long-tail.ipynb as a file-based app.
// dotnet run compare-methods-on-a-long-tail.cs [images] [epochs]

#:project ../../src/MLNet.Ride/MLNet.Ride.csproj
#:property PublishAot=false
// Outside this repository, replace the project with the packages:
// #:package MLNet.Ride@0.1.0
// #:package TorchSharp-cpu@0.107.0

using Microsoft.ML;
using MLNet.Ride;
using MLNet.Ride.Evaluation;

// Your images
string images = args.ElementAtOrDefault(0) ?? "../../quickstart-output/images";
int epochs = int.Parse(args.ElementAtOrDefault(1) ?? "12");

var ml = new MLContext(seed: 1);
IDataView train = ml.Data.LoadImageFolder(Path.Combine(images, "train"));
IDataView test = ml.Data.LoadImageFolder(Path.Combine(images, "test"));

// Three methods
RideTrainer.Options Plain(string loss)
{
    RideTrainer.Options options = RideTrainer.Options.PlainNetwork();
    options.Loss.Classification = loss;
    return options;
}

(string Name, RideTrainer.Options Options)[] methods =
[
    ("cross-entropy", Plain("cross-entropy")),
    ("balanced softmax", Plain("balanced-softmax")),
    ("RIDE, 3 experts", RideTrainer.Options.SmallImages()),
];

// One schedule
var results = new List<LongTailedMethod>();
foreach (var (name, options) in methods)
{
    options.FeatureColumnName = "Image";
    options.Backbone = "resnet20";
    options.Epochs = epochs;
    options.BatchSize = 32;
    options.Optimizer.LearningRate = 0.02;
    options.Optimizer.StepFactor = 0.1;
    var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
        .Append(ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath"))
        .Append(ml.MulticlassClassification.Trainers.Ride(options));
    using var model = pipeline.Fit(train);
    results.Add(new(name, ml.MulticlassClassification.EvaluateLongTailed(model.Transform(test), model)));
    Console.WriteLine($"{name}: {results[^1].Metrics.Overall.Accuracy:P1}");
}

// Side by side
var report = new LongTailedReport(results);
Console.WriteLine(report.ToMarkdown());

// Keep the figures
File.WriteAllText("comparison.json", report.ToJson());
Console.WriteLine($"comparison.json: {LongTailedReport.FromJson(File.ReadAllText("comparison.json")).Methods.Count} methods");
