using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace MLNet.Ride.Tests.Support;

/// <summary>The schemas of data-schemas/, judged by JsonSchema.Net.</summary>
internal static class DataSchemas
{
    public const string ImageManifest = "image-manifest", LongTailReport = "long-tail-report", Network = "network", Resampling = "resampling", TrainingOptions = "training-options";

    // All of them, because they refer to each other.
    private static readonly Dictionary<string, JsonSchema> s_schemas = Files.ToDictionary(NameOf, file => JsonSchema.FromFile(file));

    public static IEnumerable<string> Files => Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "data-schemas"), "*.schema.json");

    /// <summary>What is wrong with a value: where, and why.</summary>
    public static IReadOnlyList<string> Errors(string schema, JsonNode value) => Errors(s_schemas[schema], value);

    /// <summary>What is wrong with a schema by that of all schemas.</summary>
    public static IReadOnlyList<string> ErrorsOfSchema(JsonNode schema) => Errors(MetaSchemas.Draft202012, schema);

    private static string NameOf(string file) => Path.GetFileName(file)[..^".schema.json".Length];

    private static List<string> Errors(JsonSchema schema, JsonNode value)
    {
        EvaluationResults results = schema.Evaluate(JsonSerializer.SerializeToElement(value), new EvaluationOptions { OutputFormat = OutputFormat.List });
        return results.IsValid
            ? []
            : [.. (results.Details ?? []).Prepend(results).SelectMany(part => (part.Errors ?? new Dictionary<string, string>()).Values.Select(error => $"{part.InstanceLocation}: {error}")).Distinct()];
    }
}
