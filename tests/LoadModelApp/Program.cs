// What an application that uses a trained model does, and no more: nothing of MLNet.Ride is named here.
using System.Globalization;
using Microsoft.ML;

var ml = new MLContext();
ITransformer model = ml.Model.Load(args[0], out _);
using PredictionEngine<ImageFile, ImagePrediction> engine = ml.Model.CreatePredictionEngine<ImageFile, ImagePrediction>(model);
foreach (string path in args[1..])
{
    ImagePrediction prediction = engine.Predict(new ImageFile { ImagePath = path });
    Console.WriteLine($"{prediction.PredictedLabel} {string.Join(' ', prediction.Score.Select(p => p.ToString("R", CultureInfo.InvariantCulture)))}");
}

internal sealed class ImageFile
{
    public string ImagePath { get; set; } = string.Empty;

    public string Label { get; set; } = string.Empty;
}

internal sealed class ImagePrediction
{
    public string PredictedLabel { get; set; } = string.Empty;

    public float[] Score { get; set; } = [];
}
