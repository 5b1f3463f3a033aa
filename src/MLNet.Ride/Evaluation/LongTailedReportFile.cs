using System.Text.Json;
using System.Text.Json.Serialization;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Evaluation;

/// <summary>A <see cref="LongTailedReport"/> as JSON (data-schemas/long-tail-report.schema.json).</summary>
internal static class LongTailedReportFile
{
    private const string Format = "MLNet.Ride long-tail report";
    private const int FormatVersion = 1;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static string Write(LongTailedReport report)
        => JsonSerializer.Serialize(
            new Content
            {
                Format = Format,
                FormatVersion = FormatVersion,
                Title = report.Title,
                Methods = report.Methods,
                Training = report.Training,
                Mistakes = report.Mistakes,
                TrainingOptions = report.TrainingOptions,
                TestTimeAugmentation = report.TestTimeAugmentation,
                Novelty = report.Novelty,
                Routing = report.Routing,
                BiasVariance = report.BiasVariance,
            },
            s_json);

    public static LongTailedReport Read(string json)
    {
        try
        {
            Header header = JsonSerializer.Deserialize<Header>(json, s_json) ?? throw new JsonException("it is null");
            Check(header.Format == Format, $"its format is '{header.Format}', not '{Format}'");
            Check(
                header.FormatVersion == FormatVersion,
                $"its format version is {header.FormatVersion}, but this version of MLNet.Ride reads {FormatVersion}");
            Content content = JsonSerializer.Deserialize<Content>(json, s_json)!;
            IReadOnlyList<LongTailedMethod>? methods = content.Methods;
            Check(methods is not null && methods.All(m => m is { Name: not null, Metrics: not null }), "a method, its name or its metrics are null");
            foreach (LongTailedMethod method in methods!)
            {
                CheckMetrics(method.Metrics, $"of method '{method.Name}'");
            }

            Check(content.Training?.All(e => e?.Stage is not null) ?? true, "an epoch of training has no stage");
            Check(content.Mistakes?.All(m => m is { Actual: not null, Predicted: not null }) ?? true, "a mistake has no classes");
            CheckNovelty(content.Novelty);
            CheckRouting(content.Routing);
            CheckBiasVariance(content.BiasVariance);
            return new LongTailedReport(methods)
            {
                Title = content.Title,
                Training = content.Training,
                Mistakes = content.Mistakes,
                TrainingOptions = content.TrainingOptions,
                TestTimeAugmentation = content.TestTimeAugmentation,
                Novelty = content.Novelty,
                Routing = content.Routing,
                BiasVariance = content.BiasVariance,
            };
        }
        catch (Exception cause) when (cause is JsonException or ArgumentException)
        {
            throw Unusable(cause.Message, cause);
        }
    }

    private static void CheckMetrics(LongTailedMetrics m, string of)
    {
        Check(m.Overall is not null && m.Classes is not null && m.Confusion is not null && m.TopKAccuracy is not null && m.Bounds is not null, $"a part {of} is null");
        Check(m.Classes!.All(c => c?.Name is not null), $"a class {of} has no name");
        Check(m.Confusion!.ClassNames.SequenceEqual(m.Classes!.Select(c => c.Name)), $"the confusion matrix {of} has other classes");
        double?[] shares =
        [
            m.MacroAccuracy, m.MacroPrecision, m.MacroF1, m.GeometricMeanOfRecalls, m.HarmonicMeanOfBuckets,
            m.Overall!.Accuracy, m.Many?.Accuracy, m.Medium?.Accuracy, m.Few?.Accuracy,
            .. new[] { m.Overall, m.Many, m.Medium, m.Few }.OfType<BucketMetrics>().SelectMany(b => (double?[])[b.HardestNegative, .. b.ExpertShares?.Cast<double?>() ?? []]),
            m.Calibration?.ExpectedCalibrationError, .. m.TopKAccuracy!, .. m.Classes!.SelectMany(c => new[] { c.Precision, c.Recall, c.F1 }),
        ];
        Check(shares.All(s => s is null or (>= 0 and <= 1 + 1e-9)), $"a share {of} is not between 0 and 1");
    }

    private static void CheckNovelty(NoveltyMetrics? novelty)
    {
        double[] shares = novelty is null ? [] : [novelty.Auroc, novelty.FalsePositiveRate95, novelty.KnownAccepted, novelty.UnknownRejected];
        Check(Array.TrueForAll(shares, share => share is >= 0 and <= 1), "a share of novelty is not between 0 and 1");
        Check(novelty is null || (novelty.Bins is { Count: > 0 } bins && bins.All(bin => bin is { KnownCount: >= 0, UnknownCount: >= 0 })), "the bins of novelty are missing or null");
    }

    private static void CheckRouting(IReadOnlyList<RoutingPoint>? points)
        => Check(
            points?.All(p => p is { ExpertsUsed: >= 1, Macs: >= 0 } && ((double?[])[p.Threshold, p.Accuracy, p.Many, p.Medium, p.Few]).All(share => share is null or (>= 0 and <= 1))) ?? true,
            "a point of routing is null or out of range");

    private static void CheckBiasVariance(BiasVarianceMetrics? metrics)
    {
        Check(metrics is null or { Runs: >= 2, Overall: not null }, "bias and variance are of fewer than 2 models, or null");
        IEnumerable<BiasVarianceBucket> buckets = new[] { metrics?.Overall, metrics?.Many, metrics?.Medium, metrics?.Few }.OfType<BiasVarianceBucket>();
        Check(
            buckets.All(bucket => bucket.ExampleCount >= 1 && Array.TrueForAll([bucket.Bias, bucket.Variance, bucket.Error], share => share is >= 0 and <= 1 + 1e-9)),
            "a bias, variance, or error is not between 0 and 1");
    }

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw Unusable(otherwise, null);
        }
    }

    private static InvalidDataException Unusable(string why, Exception? cause)
        => new($"The text is not a report written by LongTailedReport.ToJson: {why.TrimEnd('.')}.", cause);

    private sealed record Header
    {
        public string? Format { get; init; }

        public int FormatVersion { get; init; }
    }

    private sealed record Content
    {
        public required string Format { get; init; }

        public required int FormatVersion { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Title { get; init; }

        public required IReadOnlyList<LongTailedMethod> Methods { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<TrainingEpoch>? Training { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<Mistake>? Mistakes { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public JsonElement? TrainingOptions { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public TestTimeAugmentation? TestTimeAugmentation { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public NoveltyMetrics? Novelty { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<RoutingPoint>? Routing { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public BiasVarianceMetrics? BiasVariance { get; init; }
    }
}
