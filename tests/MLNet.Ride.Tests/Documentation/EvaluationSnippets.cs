using Microsoft.ML;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Documentation;

/// <summary>The code of docs/evaluation.md, run.</summary>
public sealed class EvaluationSnippets : IDisposable
{
    private readonly MLContext ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_document_has_this_code() => Snippets.Check("evaluation.md", "EvaluationSnippets.cs");

    [Fact]
    public void A_model_is_evaluated()
    {
        string folder = _folder.Path;
        IDataView train = ml.Data.LoadFromEnumerable(PixelRow.Draw(4).ToList());
        IDataView test = train;
        IEstimator<ITransformer> Pipeline(int seed)
        {
            RideTrainer.Options trainer = TinyRide.Options();
            trainer.Seed = seed;
            return ml.Transforms.Conversion.MapValueToKey("Label").Append(ml.MulticlassClassification.Trainers.Ride(trainer));
        }

        IEstimator<ITransformer> pipeline = Pipeline(1);
        ITransformer model = pipeline.Fit(train);
        ITransformer otherSeed = Pipeline(2).Fit(train);

        LongTailedMetrics fromData = ml.MulticlassClassification.EvaluateLongTailed(model.Transform(test), train);
        LongTailedMetrics fromCounts = ml.MulticlassClassification.EvaluateLongTailed(model.Transform(test), new[] { 120, 30, 5 });
        LongTailedMetrics fromModel = ml.MulticlassClassification.EvaluateLongTailed(model.Transform(test), model);
        Assert.Equal(fromData.Overall.Accuracy, fromModel.Overall.Accuracy);
        Assert.Equal(4, fromModel.Classes[0].TrainingCount);
        Assert.Equal(1, fromCounts.Few!.ClassCount);

        var options = new LongTailedEvaluationOptions { Bounds = new(fewBelow: 20, manyAbove: 100), TopK = 5, CalibrationBins = 15 };
        LongTailedMetrics metrics = ml.MulticlassClassification.EvaluateLongTailed(model.Transform(test), train, options);
        Console.WriteLine($"all {metrics.MicroAccuracy:P1}, many {metrics.Many?.Accuracy:P1}, few {metrics.Few?.Accuracy:P1}");
        Console.WriteLine($"macro {metrics.MacroAccuracy:P1}, top 5 {metrics.TopKAccuracy[^1]:P1}, ECE {metrics.Calibration?.ExpectedCalibrationError:P1}");
        Assert.Equal(1, metrics.TopKAccuracy[^1]);

        foreach (ConfusionCell mistake in metrics.Confusion.MostConfused(10))
        {
            Console.WriteLine($"{metrics.Confusion.ClassNames[mistake.Actual]} mistaken for {metrics.Confusion.ClassNames[mistake.Predicted]}: {mistake.Count} times");
        }

        long redAsBlue = metrics.Confusion["red", "blue"];
        Assert.Equal(metrics.Confusion[0, 2], redAsBlue);

        var report = new LongTailedReport([new("RIDE", metrics), new("RIDE, all data", fromModel)]);
        File.WriteAllText(Path.Combine(folder, "report.md"), report.ToMarkdown());
        File.WriteAllText(Path.Combine(folder, "report.json"), report.ToJson());
        LongTailedReport read = LongTailedReport.FromJson(File.ReadAllText(Path.Combine(folder, "report.json")));
        Assert.Equal(report.ToMarkdown(), read.ToMarkdown());
        Assert.Contains("MACs", report.ToMarkdown());

        using LongTailedCrossValidation folds = ml.MulticlassClassification.CrossValidateLongTailed(train, pipeline, numberOfFolds: 2, options);
        Console.WriteLine($"{folds.MicroAccuracy.Mean:P1} ± {folds.MicroAccuracy.StandardDeviation:P1}, few {folds.Few?.Mean:P1}");
        FoldStatistic? logLoss = folds.Of(m => m.Calibration?.LogLoss);
        ITransformer first = folds.Folds[0].Model;
        Assert.Equal(2, logLoss!.FoldCount);
        Assert.Equal(3, RideTransformer.FindIn(first).ClassCount);

        BiasVarianceMetrics runs = ml.MulticlassClassification.BiasVariance(new[] { model, otherSeed }, test, train);
        Console.WriteLine($"bias {runs.Overall.Bias:P1}, variance {runs.Overall.Variance:P1}; few: {runs.Few?.Bias:P1}, {runs.Few?.Variance:P1}");
        Assert.Equal(2, runs.Runs);

        (model as IDisposable)?.Dispose();
        (otherSeed as IDisposable)?.Dispose();
    }

    [Fact]
    public void A_page_shows_the_figures()
    {
        string folder = _folder.Path;
        var history = new TrainingHistory();
        RideTrainer.Options trainer = RideTrainer.Options.SmallImages();
        trainer.Progress = history;
        history.Report(new("experts", 1, 1, 1, 1, 2.5, 0.1, 100));

        using RideTransformer model = TinyRide.Transformer(ml);
        IDataView test = TinyRide.Labeled(ml, perClass: 2);
        LongTailedMetrics baseline = ml.MulticlassClassification.EvaluateLongTailed(model.Transform(test), model);

        LongTailedMetrics metrics = ml.MulticlassClassification.EvaluateWithMistakes(model.Transform(test), model, out IReadOnlyList<Mistake> mistakes);
        metrics.SaveReport(Path.Combine(folder, "report.html"), new ReportOptions
        {
            Title = "Garden birds",
            Name = "RIDE",
            Baseline = baseline,
            BaselineName = "plain network",
            Training = history,
            Mistakes = mistakes,
            Model = model,
        });
        Assert.Equal(ml.MulticlassClassification.WorstMistakes(model.Transform(test)), mistakes.Select(m => m with { Heat = null }));
        Assert.Equivalent(baseline.Overall, metrics.Overall);
        Assert.Single(LongTailedReport.FromJson(File.ReadAllText(Path.Combine(folder, "report.json"))).Training!);
        Assert.Contains("<h1>Garden birds</h1>", File.ReadAllText(Path.Combine(folder, "report.html")));
    }
}
