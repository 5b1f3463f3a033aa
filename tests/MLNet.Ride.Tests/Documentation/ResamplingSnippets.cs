using Microsoft.ML;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Documentation;

/// <summary>The code of docs/resampling.md, run.</summary>
public sealed class ResamplingSnippets : IDisposable
{
    private readonly MLContext ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_document_has_this_code() => Snippets.Check("resampling.md", "ResamplingSnippets.cs");

    [Fact]
    public void A_pipeline_is_trained_on_resampled_rows()
    {
        DrawnImages.SaveFolder(_folder, "train", 8, 4, 2);
        IDataView train = ml.Data.LoadImageFolder(_folder.File("train"));
        IDataView test = train;
        RideTrainer.Options options = TinyRide.Options();

        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath"))
            .Append(ml.Transforms.ResampleByClass("Label", ClassSampling.SquareRoot))
            .Append(ml.MulticlassClassification.Trainers.Ride(options));
        using var model = pipeline.Fit(train);

        LongTailedMetrics metrics = ml.MulticlassClassification.EvaluateLongTailed(model.Transform(test), model.Transform(train));

        Assert.Equal([2, 4, 8], metrics.Classes.Select(c => c.TrainingCount));
        Assert.NotEqual([2, 4, 8], model.LastTransformer.TrainingCounts);
    }

    [Fact]
    public void Data_are_resampled()
    {
        IDataView train = ClassRows.Load(ml, 20, 8, 2);

        IDataView balanced = ml.Data.ResampleByClass(train, "Label", ClassSampling.ClassBalanced, seed: 1);
        IDataView shuffled = ml.Data.ShuffleRows(balanced, seed: 1, shufflePoolSize: 10_000);

        IDataView tenEpochs = ml.Data.ResampleByClass(train, "Label", ClassSampling.ProgressivelyBalanced, epochs: 10);

        Assert.Equal([10, 10, 10], ClassRows.Count(shuffled, 3));
        Assert.Equal(300, ClassRows.Numbers(tenEpochs).Length);
    }

    [Fact]
    public void A_long_tail_is_made()
    {
        IDataView train = ClassRows.Load(ml, 200, 200, 200);

        IDataView longTailed = ml.Data.MakeLongTailed(train, "Label", imbalanceFactor: 100, LongTail.Exponential, seed: 1);

        Assert.Equal([200, 20, 2], ClassRows.Count(longTailed, 3));
    }

    [Fact]
    public void Rows_are_split()
    {
        IDataView images = ClassRows.Load(ml, 20, 10, 5);

        var split = ml.Data.StratifiedTrainTestSplit(images, "Label", testFraction: 0.2, seed: 1);
        foreach (var fold in ml.Data.StratifiedCrossValidationSplit(split.TrainSet, "Label", numberOfFolds: 2, seed: 1))
        {
            long? trainingRows = fold.TrainSet.GetRowCount();
            Assert.Equal(14, trainingRows);
        }

        Assert.Equal([4, 2, 1], ClassRows.Count(split.TestSet, 3));
    }

    [Fact]
    public void A_manifest_is_read_and_its_images_checked()
    {
        string folder = _folder.Path;
        DrawnImages.Save(_folder.File("a.png"), 0, 0);
        File.WriteAllText(_folder.File("images.csv"), "ImagePath,Label,Split\na.png,red,train\nb.png,red,train\na.png,red,test\n");

        IDataView listed = ml.Data.LoadImageManifest(Path.Combine(folder, "images.csv"), split: "train");
        IDataView readable = ml.Data.CheckImages(listed, UnreadableImages.Skip, out ImageCheckReport report);
        foreach (UnreadableImage image in report.Unreadable)
        {
            Console.WriteLine($"row {image.Row}, {image.ImagePath}: {image.Reason}");
        }

        Assert.Equal(1, readable.GetRowCount());
        Assert.Equal(1, report.UnreadableCount);
    }
}
