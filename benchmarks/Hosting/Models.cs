using Microsoft.ML;
using MLNet.Ride;

namespace Hosting;

/// <summary>Models of the usual size. What they learned does not matter here.</summary>
internal static class Models
{
    /// <summary>Trains a ResNet-32 with three experts and routing on 32×32 pixels for an epoch, and saves it.</summary>
    public static string Train(string folder, int seed)
    {
        var ml = new MLContext(seed);
        IDataView photos = ml.Data.LoadImageFolder(Path.Combine(folder, "photos"));
        using var model = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath"))
            .Append(ml.MulticlassClassification.Trainers.Ride(new RideTrainer.Options
            {
                Backbone = "resnet32",
                ExpertCount = 3,
                ImageSize = 32,
                Epochs = 1,
                BatchSize = 16,
                Seed = seed,
                Routing = { Enabled = true, Epochs = 1, BatchSize = 16 },
            }))
            .Fit(photos);
        string path = Path.Combine(folder, $"model{seed}.zip");
        ml.Model.Save(model, photos.Schema, path);
        return path;
    }
}
