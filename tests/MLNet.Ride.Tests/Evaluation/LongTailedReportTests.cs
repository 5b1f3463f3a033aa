using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Evaluation;

public sealed class LongTailedReportTests
{
    private readonly MLContext _ml = new();

    [Fact]
    public void A_report_written_and_read_is_the_same()
    {
        LongTailedReport report = Report();
        LongTailedReport read = LongTailedReport.FromJson(report.ToJson());
        Assert.Equivalent(report, read, strict: true);
        Assert.Equal(report.ToJson(), read.ToJson());
        Assert.Equal(2, read.Methods[0].Metrics.Confusion["1", "1"]);
    }

    [Fact]
    public void A_report_is_as_its_schema_says()
        => Assert.Empty(DataSchemas.Errors(DataSchemas.LongTailReport, JsonNode.Parse(Report().ToJson())!));

    [Fact]
    public void Methods_stand_side_by_side_in_a_table()
        => Assert.Equal(
            """
            |  | many (> 100) | medium (20–100) | all | macro | top 3 | F1 | geometric mean | harmonic mean | ECE | log-loss |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            | a\|b | 66.7% | 25.0% | 50.0% | 38.9% | 100.0% | 35.7% | 0.0% | 36.4% | 40.0% | 1.102 |
            | … experts used | 1.00 | 1.00 | 1.00 |  |  |  |  |  |  |  |
            | … hardest negative | 33.3% | 50.0% | 41.7% |  |  |  |  |  |  |  |
            | right | 100.0% | 100.0% | 100.0% | 100.0% | 100.0% | 100.0% | 100.0% | 100.0% | 0.0% | 0.000 |
            | … experts used | 1.00 | 1.00 | 1.00 |  |  |  |  |  |  |  |
            | … hardest negative | 0.0% | 0.0% | 0.0% |  |  |  |  |  |  |  |

            """,
            Report().ToMarkdown());

    [Fact]
    public void The_table_of_a_routed_model_has_its_shares_by_experts()
    {
        BucketMetrics all = Report().Methods[0].Metrics.Overall with { ExpertShares = [0.5, 0.25, 0.25] };
        string table = (Report().Methods[0].Metrics with { Overall = all }).ToMarkdown();
        Assert.Contains("| … used 1 / 2 / 3 | 100% | 100% | 50 / 25 / 25% |", table);
    }

    [Fact]
    public void One_method_is_a_table_of_one_row()
    {
        LongTailedMetrics metrics = Report().Methods[1].Metrics;
        Assert.Equal(new LongTailedReport([new("model", metrics)]).ToMarkdown(), metrics.ToMarkdown());
    }

    [Fact]
    public void Other_versions_and_damaged_reports_are_refused()
    {
        Assert.Contains("format version is 2, but this version of MLNet.Ride reads 1", Refused(json => json["formatVersion"] = 2));
        Assert.Contains("format is 'x'", Refused(json => json["format"] = "x"));
        Assert.Contains("but there are none", Refused(json => json["methods"] = new JsonArray()));
        Assert.Contains("name", Refused(json => Metrics(json)["classes"]![0]!.AsObject().Remove("name")));
        Assert.Contains("a share of method 'a|b' is not between 0 and 1", Refused(json => Metrics(json)["macroF1"] = 2));
        Assert.Contains("a share of method 'a|b' is not between 0 and 1", Refused(json => Metrics(json)["many"]!["hardestNegative"] = 2));
        Assert.Contains("a share of method 'a|b' is not between 0 and 1", Refused(json => Metrics(json)["overall"]!["expertShares"]![0] = -1));
        Assert.Contains("manyAbove ('19') must be greater than or equal to '20'", Refused(json => Metrics(json)["bounds"]!["manyAbove"] = 19));
        Assert.Contains("fewBelow", Refused(json => Metrics(json)["bounds"]!.AsObject().Remove("fewBelow")));
        Assert.Contains("out of range or duplicated", Refused(json => Metrics(json)["confusion"]!["cells"]![0]!["actual"] = 7));
        Assert.Contains("has other classes", Refused(json => Metrics(json)["classes"]!.AsArray().RemoveAt(2)));
        Assert.Contains("a bias, variance, or error is not between 0 and 1", Refused(json => json["biasVariance"] = BiasVariance(2)));
        Assert.Contains("fewer than 2 models", Refused(json => json["biasVariance"] = BiasVariance(0.5, runs: 1)));
        Assert.Contains("overall", Refused(json => Metrics(json).AsObject().Remove("overall")));
        Assert.Contains("a part of method 'a|b' is null", Refused(json => Metrics(json)["overall"] = null));
        Assert.Throws<InvalidDataException>(() => LongTailedReport.FromJson("no JSON"));
    }

    [Fact]
    public void Methods_that_were_not_evaluated_alike_are_refused()
    {
        LongTailedMetrics metrics = Report().Methods[0].Metrics;
        Assert.Contains("two methods have the same name", Refused([new("a", metrics), new("a", metrics)]));
        Assert.Contains("a method has no name", Refused([new("", metrics)]));
        Assert.Contains("bucket bounds differ", Refused([new("a", metrics), new("b", metrics with { Bounds = new(20, 50) })]));
        Assert.Contains("the classes differ", Refused([new("a", metrics), new("b", metrics with { Classes = [] })]));
    }

    private LongTailedReport Report() => new(
    [
        new("a|b", _ml.MulticlassClassification.EvaluateLongTailed(ScoreRows.Example(_ml), [200, 50, 50], new() { CalibrationBins = 4 })),
        new("right", _ml.MulticlassClassification.EvaluateLongTailed(ScoreRows.Load(_ml, [1, 2, 3], [1, 2, 3]), [200, 50, 50])),
    ]);

    private static JsonNode BiasVariance(double bias, int runs = 2)
        => JsonSerializer.SerializeToNode(new { runs, overall = new { bias, variance = 0.5, error = 0.5, exampleCount = 1 } })!;

    private static JsonNode Metrics(JsonNode json) => json["methods"]![0]!["metrics"]!;

    private string Refused(Action<JsonNode> change)
    {
        JsonNode json = JsonNode.Parse(Report().ToJson())!;
        change(json);
        return Assert.Throws<InvalidDataException>(() => LongTailedReport.FromJson(json.ToJsonString())).Message;
    }

    private static string Refused(LongTailedMethod[] methods) => Assert.Throws<ArgumentException>(() => new LongTailedReport(methods)).Message;
}
