// What 8-bit integers change in ONNX Runtime: accuracy by bucket, speed, and size of the file.
// dotnet run -c Release --project benchmarks/Quantization -- MODEL.zip DATA [threads]
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride;
using Quantization;

int threads = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : Environment.ProcessorCount;
var ml = new MLContext(seed: 1);
ITransformer pipeline = ml.Model.Load(args[0], out _);
using RideTransformer model = RideTransformer.FindIn(pipeline);
ImageSets sets = ml.Data.LoadImageSets(args[1]);
IDataView test = pipeline.Transform(sets.Test ?? throw new ArgumentException($"'{args[1]}' has no test images."));
int[] labels = [.. test.GetColumn<uint>("Label").Select(key => (int)key - 1)];
byte[][] images = model.FirstImages(test, labels.Length);
DirectoryInfo folder = Directory.CreateTempSubdirectory("quantization");
try
{
    IDataView calibration = pipeline.Transform(ml.Data.ShuffleRows(sets.Train, seed: 1, shufflePoolSize: 100_000, shuffleSource: false));
    (string Name, string File)[] graphs = [("single precision", Path.Combine(folder.FullName, "single.onnx")), ("8-bit integers", Path.Combine(folder.FullName, "integers.onnx"))];
    model.SaveOnnx(graphs[0].File);
    model.SaveOnnx(graphs[1].File, calibration: calibration);
    Console.WriteLine($"{threads} threads, {images.Length} test images");
    Console.WriteLine("| graph | many | medium | few | all | images/s | experts used | MB |");
    Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
    foreach ((string name, string file) in graphs)
    {
        using var graph = new Graph(file, threads);
        Console.WriteLine($"| {name} | {graph.Score(images, model.Network.ImageSize).Row(labels, model.TrainingCounts)} | {new FileInfo(file).Length / 1e6:F1} |");
    }
}
finally
{
    folder.Delete(recursive: true);
}
