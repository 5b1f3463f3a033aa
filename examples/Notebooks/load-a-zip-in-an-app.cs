// Load a .zip in an app: the code of load-a-zip-in-an-app.ipynb as a file-based app.
// dotnet run load-a-zip-in-an-app.cs [images] [zip]

#:project ../../src/MLNet.Ride/MLNet.Ride.csproj
#:property PublishAot=false
// Outside this repository, replace the project with the packages:
// #:package MLNet.Ride@0.1.0
// #:package TorchSharp-cpu@0.107.0

using Microsoft.ML;
using MLNet.Ride;

// Your model
string images = args.ElementAtOrDefault(0) ?? "../../quickstart-output/images";
string zip = args.ElementAtOrDefault(1) ?? "shapes.zip";

var ml = new MLContext();
ITransformer model = ml.Model.Load(zip, out DataViewSchema schema);
RideTransformer ride = RideTransformer.FindIn(model);
Console.WriteLine($"{ride.Network.Backbone} with {ride.Network.ExpertCount} experts, {ride.ClassCount} classes: {string.Join(", ", ride.ClassNames)}");
Console.WriteLine($"{ride.Cost.Parameters:N0} parameters, {ride.Cost.Macs / 1e6:0.0} million operations for an image that needs all experts");

// From bytes to classes
string[] files = Directory.GetDirectories(Path.Combine(images, "test")).Order().Select(folder => Directory.GetFiles(folder).Order().Last()).TakeLast(4).ToArray();
foreach (string file in files)
{
    var top = ride.Predict(File.ReadAllBytes(file), k: 3);
    Console.WriteLine($"{Path.GetFileName(Path.GetDirectoryName(file))}: {string.Join(", ", top.Select(c => $"{c.Name} {c.Probability:P0}"))}");
}

// Broken files
try
{
    ride.Predict([1, 2, 3]);
}
catch (InvalidDataException error)
{
    Console.WriteLine(error.Message);
}

// With ML.NET's own types
using (PredictionEngine<ImageFile, ImagePrediction> engine = ml.Model.CreatePredictionEngine<ImageFile, ImagePrediction>(model))
{
    foreach (string file in files)
    {
        ImagePrediction prediction = engine.Predict(new ImageFile { ImagePath = file });
        Console.WriteLine($"{Path.GetFileName(Path.GetDirectoryName(file))}: {prediction.PredictedLabel} ({prediction.Score.Max():P0}), experts used: {prediction.ExpertsUsed}");
    }
}

public sealed class ImageFile
{
    public string ImagePath { get; set; } = "";

    public string Label { get; set; } = "";
}

public sealed class ImagePrediction
{
    public string PredictedLabel { get; set; } = "";

    public float[] Score { get; set; } = [];

    public int ExpertsUsed { get; set; }
}
