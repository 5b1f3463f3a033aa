// Whether memory grows: many trainings of a tiny network, then many predictions through one engine. Prints live tensors and the resident
// memory at intervals; both should stay where they are after the first lines.
// Usage: dotnet run -c Release --project benchmarks/Leaks [predictions [fits]]
using System.Globalization;
using Leaks;
using Microsoft.ML;
using MLNet.Ride;
using MLNet.Ride.Torch.Options;

int predictions = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
int fits = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 200;
var ml = new MLContext(seed: 1);
Sample[] samples = Sample.Draw(16);
IDataView rows = ml.Data.LoadFromEnumerable(samples);
var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
    .Append(ml.MulticlassClassification.Trainers.Ride(new RideTrainer.Options
    {
        Backbone = "resnet20",
        ExpertCount = 2,
        ImageSize = Sample.Size,
        Epochs = 1,
        BatchSize = samples.Length,

        // TorchSharp goes on counting the tensor that a Parameter is made from, which a cosine head has one of per expert.
        Head = HeadKind.Linear,
    }))
    .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

var memory = new MemoryReport();
for (int fit = 1; fit <= fits; fit++)
{
    pipeline.Fit(rows).Dispose();
    memory.Write("fits", fit, fits);
}

using var engine = ml.Model.CreatePredictionEngine<Sample, Prediction>(pipeline.Fit(rows));
memory = new MemoryReport();
for (int prediction = 1; prediction <= predictions; prediction++)
{
    _ = engine.Predict(samples[prediction % samples.Length]);
    memory.Write("predictions", prediction, predictions);
}
