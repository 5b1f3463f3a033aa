using Microsoft.ML;
using MLNet.Ride;
using QuickStart.Prediction;

namespace QuickStart.Data;

/// <summary>Image files in a folder per class.</summary>
internal sealed class FolderSource(MLContext ml, string description, string trainFolder, string testFolder) : IImageSource
{
    public string Description => description;

    public IDataView Train { get; } = ml.Data.LoadImageFolder(trainFolder);

    public IDataView Test { get; } = ml.Data.LoadImageFolder(testFolder);

    public IReadOnlyDictionary<string, int> TrainingCounts
        => field ??= ml.Data.CreateEnumerable<ClassLabel>(Train, reuseRowObject: true).CountBy(row => row.Label).ToDictionary();

    public IEstimator<ITransformer> Pipeline(RideTrainer trainer)
        => ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath"))
            .Append(trainer)
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

    public IReadOnlyList<string> SampleFiles(IEnumerable<string> classes, string folder)
    {
        ILookup<string, string> files = ml.Data.CreateEnumerable<FileInput>(Test, reuseRowObject: false).ToLookup(row => row.Label, row => row.ImagePath);
        return [.. classes.SelectMany(name => files[name].Take(1))];
    }
}
