using System.Text.Json.Nodes;
using Microsoft.ML;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Evaluation;

/// <summary>Examples of classes that a model does not know, and without a label.</summary>
public sealed class UnknownClassTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Examples_of_unknown_classes_are_counted_named_and_logged()
    {
        var log = new List<string>();
        _ml.Log += (_, message) => log.Add(message.Message);

        LongTailedMetrics metrics = Evaluate(["red", "green", "blue"], ["red", "plane", "blue", "plane", "car", "", "green"]);

        Assert.Equal(3, metrics.Overall.ExampleCount);
        Assert.Equal([new UnknownClass("plane", 2), new UnknownClass("car", 1)], metrics.UnknownClasses);
        Assert.Equal(1, metrics.ExamplesWithoutLabel);
        const string Exclusions = "3 of 7 examples are excluded because the model does not know their class: 'plane' (2), 'car' (1). "
            + "1 of 7 examples are excluded because they have no label.";
        Assert.Equal(Exclusions, metrics.Exclusions);
        Assert.Contains(log, line => line.Contains(Exclusions, StringComparison.Ordinal));
        var report = new LongTailedReport([new LongTailedMethod("model", metrics)]);
        Assert.Contains(System.Net.WebUtility.HtmlEncode(Exclusions)[..40], report.ToHtml(), StringComparison.Ordinal);
        JsonNode json = JsonNode.Parse(report.ToJson())!;
        Assert.Empty(DataSchemas.Errors(DataSchemas.LongTailReport, json));
        Assert.Equal("plane", (string?)json["methods"]![0]!["metrics"]!["unknownClasses"]![0]!["name"]);
        Assert.Equal(metrics.UnknownClasses, LongTailedReport.FromJson(report.ToJson()).Methods[0].Metrics.UnknownClasses);
    }

    [Fact]
    public void Without_unknown_classes_nothing_is_said()
        => Assert.Null(Evaluate(["red", "green", "blue"], ["red", "green"]).Exclusions);

    [Fact]
    public void A_model_that_knows_no_class_of_the_data_is_not_evaluated()
        => Assert.Contains(
            "knows none of the classes of the data: 'plane' (2)",
            Assert.Throws<ArgumentException>(() => Evaluate(["red", "green", "blue"], ["plane", "plane"])).Message,
            StringComparison.Ordinal);

    private LongTailedMetrics Evaluate(string[] known, string[] labels)
    {
        IDataView train = _ml.Data.LoadFromEnumerable(known.Select(label => new Row { Label = label }));
        IDataView test = _ml.Data.LoadFromEnumerable(labels.Select(label => new Row { Label = label }));
        IDataView scored = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(train).Transform(test);
        return _ml.MulticlassClassification.EvaluateLongTailed(scored, [120, 30, 5]);
    }

    private sealed class Row
    {
        public string Label { get; set; } = "";

        [Microsoft.ML.Data.VectorType(3)]
        public float[] Score { get; set; } = [0.5f, 0.3f, 0.2f];
    }
}
