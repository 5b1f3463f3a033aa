using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Persistence;
using MLNet.Ride.Schema;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tests.Support;

/// <summary>Trainers and models that take a second or less.</summary>
internal static class TinyRide
{
    public const int ImageSize = 8;

    public static RideTrainer.Options Options(int epochs = 1) => new()
    {
        Backbone = "resnet20",
        ExpertCount = 2,
        ImageSize = ImageSize,
        Epochs = epochs,
        BatchSize = 8,
        ScoringBatchSize = 4,
        Augmentation = { CropPadding = 1 },
        Routing = { Epochs = 1, BatchSize = 16 },
    };

    /// <summary>A transformer with random weights for the classes "red", "green", "blue".</summary>
    public static RideTransformer Transformer(MLContext ml, int batchSize = 4, int routerTopLogits = 0, Action<RideModel>? adapt = null, double[]? virtualExamples = null, int? resizeShorterSide = null)
    {
        var description = new ModelDescription
        {
            Backbone = "resnet20",
            ClassCount = 3,
            ExpertCount = 2,
            ReducedWidth = true,
            Head = HeadKind.Cosine,
            RouterTopLogits = routerTopLogits,
            ImageSize = ImageSize,
            ResizeShorterSide = resizeShorterSide,
            Mean = [0.5f, 0.5f, 0.5f],
            StandardDeviation = [0.25f, 0.25f, 0.25f],
            TrainingCounts = [120, 30, 5],
        };
        RideTrainer.Options options = Options();
        RideModel model = RideModel.Create(description, seed: 1);
        adapt?.Invoke(model);
        var names = new ClassNames(ItemKind.Of(TextDataViewType.Instance)!, ["red", "green", "blue"]);
        var card = new ModelCard(options.Columns, names, model.Description, batchSize, ModelCardFile.Options(options)) { VirtualExamples = virtualExamples };
        return new RideTransformer(ml, model, card, TorchSharp.torch.CPU);
    }

    /// <summary>Drawn images with labels whose keys are those of <see cref="Transformer"/>.</summary>
    public static IDataView Labeled(MLContext ml, int perClass)
    {
        IDataView rows = ml.Data.LoadFromEnumerable(PixelRow.Draw(perClass).ToList());
        return ml.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
    }
}
