using Microsoft.ML;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tests.Documentation;

/// <summary>The code of docs/novelty.md, run: a model of red and green images tells blue ones.</summary>
public sealed class NoveltySnippets : IDisposable
{
    private readonly MLContext ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_document_has_this_code() => Snippets.Check("novelty.md", "NoveltySnippets.cs");

    [Fact]
    public void Blue_images_are_told_from_red_and_green_ones()
    {
        string folder = _folder.Path, carefulPath = _folder.File("careful.zip");
        DrawnImages.SaveFolder(_folder, "train", 12, 12, 0);
        DrawnImages.SaveFolder(_folder, "test", 10, 10, 0);
        DrawnImages.SaveFolder(_folder, "unknown", 0, 0, 10);
        IDataView train = ml.Data.LoadImageFolder(_folder.File("train"));
        IDataView validation = ml.Data.LoadImageFolder(_folder.File("test"));
        IDataView test = validation;
        IDataView unknown = ml.Data.LoadImageFolder(_folder.File("unknown"));
        IDataView photos = unknown;
        string imagePath = Directory.GetFiles(_folder.File("unknown"), "*.png", SearchOption.AllDirectories)[0];
        DataViewSchema inputSchema = train.Schema;
        using var model = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath"))
            .Append(ml.MulticlassClassification.Trainers.Ride(TinyRide.Options(epochs: 6)))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(train);
        LongTailedMetrics metrics = ml.MulticlassClassification.EvaluateLongTailed(model.Transform(test), model);

        ITransformer careful = ml.MulticlassClassification.FitNovelty(model, validation, out NoveltyReport report, recall: 0.95);
        Console.WriteLine($"{report.Score}: known up to {report.Threshold:0.00}, {report.Recall:P1} of {report.ExampleCount} images");
        ml.Model.Save(careful, inputSchema, carefulPath);
        Assert.Equal((0.95, 20L), (report.Recall, report.ExampleCount));

        IDataView scored = careful.Transform(photos);
        foreach (CarefulOutput row in ml.Data.CreateEnumerable<CarefulOutput>(scored, reuseRowObject: false))
        {
            Console.WriteLine(row.IsKnown ? row.PredictedLabel : $"none of these (novelty {row.Novelty:0.00})");
        }

        RideTransformer ride = RideTransformer.FindIn(careful);
        IReadOnlyList<ClassProbability> best = ride.Predict(File.ReadAllBytes(imagePath), out float? novelty, out bool? isKnown);
        Assert.Equal(novelty <= ride.NoveltyThreshold, isKnown);
        Assert.Equal(2, best.Count);

        NoveltyMetrics novelties = ml.MulticlassClassification.EvaluateNovelty(careful, test, unknown);
        Console.WriteLine($"AUROC {novelties.Auroc:0.000}, FPR95 {novelties.FalsePositiveRate95:P1}");
        metrics.SaveReport(Path.Combine(folder, "report.html"), new ReportOptions { Novelty = novelties });
        Assert.Equal((20, 10, 0.95), (novelties.KnownCount, novelties.UnknownCount, novelties.KnownAccepted));
        Assert.Contains("Images of no known class", File.ReadAllText(_folder.File("report.html")));

        ITransformer byFeatures = ml.MulticlassClassification.FitNovelty(model, validation, out report, NoveltyScore.Mahalanobis, train: train);
        Assert.InRange(ml.MulticlassClassification.EvaluateNovelty(byFeatures, test, unknown).Auroc, 0.95, 1);
        Array.ForEach([careful, byFeatures], transformer => RideTransformer.FindIn(transformer).Dispose());
    }

    public sealed class CarefulOutput
    {
        public string PredictedLabel { get; set; } = "";

        public float Novelty { get; set; }

        public bool IsKnown { get; set; }
    }
}
