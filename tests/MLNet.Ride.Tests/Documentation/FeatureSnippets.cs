using Microsoft.ML;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tests.Documentation;

/// <summary>The code of docs/features.md.</summary>
[Collection(PackageWeights.Collection)]
public sealed class FeatureSnippets
{
    private readonly MLContext ml = new(seed: 1);

    [Fact]
    public void The_document_has_this_code() => Snippets.Check("features.md", "FeatureSnippets.cs");

    [Fact]
    public void A_classifier_is_trained_on_a_table()
    {
        IDataView train = Fish(40, 20, 5), test = Fish(10, 10, 10);

        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.Concatenate("Features", "Length", "Width", "Weight"))
            .Append(ml.MulticlassClassification.Trainers.LongTailed(new LongTailedTrainer.Options { Standardize = true }));
        var model = pipeline.Fit(train);

        LongTailedMetrics metrics = ml.MulticlassClassification.EvaluateLongTailed(model.Transform(test), model);

        Assert.True(metrics.MacroAccuracy > 0.9, metrics.ToString());
    }

    [Fact]
    public void A_classifier_is_trained_on_features_of_photos()
    {
        using var weights = new PackageWeights();
        using var folder = new TemporaryFolder();
        IDataView rows = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 6).Select(i =>
        {
            string path = folder.File($"{i}.png");
            File.WriteAllBytes(path, DrawnImages.Png(i % 2, i, 64, 48));
            return new Photo { ImagePath = path, Label = i % 2 == 0 ? "red" : "green" };
        }).ToList());

        var photos = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.LoadImages("Pixels", null, "ImagePath"))
            .Append(ml.Transforms.ResizeImages("Pixels", 224, 224))
            .Append(ml.Transforms.ExtractPixels("Pixels"))
            .Append(ml.Transforms.DnnFeaturizeImage("Features", input => input.ModelSelector.ResNet18(ml, input.OutputColumn, input.InputColumn), "Pixels"))
            .AppendCacheCheckpoint(ml)
            .Append(ml.MulticlassClassification.Trainers.LongTailed());

        using var model = photos.Fit(rows);
        Assert.Equal(512, model.LastTransformer.Network.Vectors!.Length);
        Assert.Equal(1, ml.MulticlassClassification.EvaluateLongTailed(model.Transform(rows), model).MacroAccuracy);
    }

    [Fact]
    public void A_frozen_backbone_is_valid()
    {
        var options = RideTrainer.Options.FrozenFeatures();
        options.ExpertCount = 3;
        options.Loss.Classification = Losses.BalPoE;

        options.Validate();
    }

    private IDataView Fish(params int[] counts)
    {
        var random = new Random(1);
        string[] names = ["perch", "pike", "eel"];
        float[][] means = [[30, 10, 500], [60, 9, 2000], [70, 4, 1000]];
        return ml.Data.LoadFromEnumerable(counts.SelectMany((count, label) => Enumerable.Range(0, count).Select(_ => new Measured
        {
            Label = names[label],
            Length = means[label][0] * (0.9f + (0.2f * random.NextSingle())),
            Width = means[label][1] * (0.9f + (0.2f * random.NextSingle())),
            Weight = means[label][2] * (0.9f + (0.2f * random.NextSingle())),
        })).ToList());
    }

    private sealed class Measured
    {
        public string Label { get; set; } = "";

        public float Length { get; set; }

        public float Width { get; set; }

        public float Weight { get; set; }
    }

    private sealed class Photo
    {
        public string ImagePath { get; set; } = "";

        public string Label { get; set; } = "";
    }
}
