using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.ML;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Reporting;

/// <summary>The files of a report.</summary>
public sealed class ReportFileTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_json_beside_the_page_is_as_its_schema_says_and_is_read_again()
    {
        LongTailedReport report = Full();
        report.Save(_folder.File("report.html"));
        string json = File.ReadAllText(_folder.File("report.json"));
        Assert.Empty(DataSchemas.Errors(DataSchemas.LongTailReport, JsonNode.Parse(json)!));
        LongTailedReport read = LongTailedReport.FromJson(json);
        Assert.Equal(json, read.ToJson());
        Assert.Equal(report.Training, read.Training);
        Assert.Equal(report.Mistakes!.Select(m => m with { Thumbnail = null }), read.Mistakes);
    }

    [Fact]
    public void A_report_that_was_read_gives_the_same_page_but_for_thumbnails()
    {
        LongTailedReport report = Full();
        var without = new LongTailedReport(report.Methods)
        {
            Title = report.Title,
            Training = report.Training,
            TrainingOptions = report.TrainingOptions,
            TestTimeAugmentation = report.TestTimeAugmentation,
            Novelty = report.Novelty,
            Routing = report.Routing,
            BiasVariance = report.BiasVariance,
            Mistakes = [.. report.Mistakes!.Select(m => m with { Thumbnail = null })],
        };
        Assert.Equal(without.ToHtml(), LongTailedReport.FromJson(report.ToJson()).ToHtml());
    }

    [Fact]
    public void A_page_is_the_same_in_every_culture()
    {
        LongTailedReport report = Full();
        string here = report.ToHtml();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal("0,5", $"{0.5}");
            Assert.Equal(here, report.ToHtml());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Ten_thousand_classes_make_no_large_page()
    {
        const int Classes = 10_000;
        int[] counts = SampleEvaluation.TrainingCounts(Classes);
        ClassMetrics[] classes = [.. counts.Select((n, c) => new ClassMetrics($"a class with quite a long name, number {c}", n, 5, 5, 0.5, c % 6 / 5.0, 0.5, 1 + (c % 3)))];
        LongTailedMetrics metrics = SampleEvaluation.Evaluate(_ml, 3, skill: 0.5) with
        {
            Classes = classes,
            Confusion = new LabeledConfusionMatrix([.. classes.Select(c => c.Name)], [.. classes.Select((_, c) => new ConfusionCell(c, (c + 1) % Classes, 2))]),
        };
        Assert.InRange(new LongTailedReport([new("model", metrics)]).ToHtml().Length, 10_000, 1_500_000);
    }

    [Fact]
    public void Empty_texts_and_a_path_of_json_are_refused()
    {
        LongTailedMetrics metrics = SampleEvaluation.Evaluate(_ml, 3, skill: 0.5);
        Assert.Contains(".html", Assert.Throws<ArgumentException>(() => metrics.SaveReport(_folder.File("report.json"))).Message);
        Assert.Contains(".html", Assert.Throws<ArgumentException>(() => metrics.SaveReport(_folder.File("report.JSON"))).Message);
        Assert.Contains("Title", Assert.Throws<ArgumentException>(() => metrics.SaveReport("r.html", new() { Title = "" })).Message);
        Assert.Contains("Name", Assert.Throws<ArgumentException>(() => metrics.SaveReport("r.html", new() { Name = "" })).Message);
        Assert.Contains("BaselineName", Assert.Throws<ArgumentException>(() => metrics.SaveReport("r.html", new() { BaselineName = "" })).Message);
        Assert.Contains("same name", Assert.Throws<ArgumentException>(() => metrics.SaveReport("r.html", new() { Name = "baseline", Baseline = metrics })).Message);
        Assert.Contains(
            "classes differ",
            Assert.Throws<ArgumentException>(() => metrics.SaveReport("r.html", new() { Baseline = SampleEvaluation.Evaluate(_ml, 4, skill: 0.5) })).Message);
    }

    [Fact]
    public void Damaged_parts_are_refused()
    {
        JsonNode json = JsonNode.Parse(Full().ToJson())!;
        json["training"]![0]!["stage"] = null;
        Assert.Contains("no stage", Assert.Throws<InvalidDataException>(() => LongTailedReport.FromJson(json.ToJsonString())).Message);
        json["training"] = null;
        json["mistakes"]![0]!["actual"] = null;
        Assert.Contains("no classes", Assert.Throws<InvalidDataException>(() => LongTailedReport.FromJson(json.ToJsonString())).Message);
        json["mistakes"] = null;
        json["novelty"]!["auroc"] = 1.5;
        Assert.Contains("share of novelty", Assert.Throws<InvalidDataException>(() => LongTailedReport.FromJson(json.ToJsonString())).Message);
    }

    private LongTailedReport Full()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        return SampleEvaluation.Full(_ml, model);
    }
}
