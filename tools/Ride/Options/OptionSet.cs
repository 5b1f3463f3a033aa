using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tool.Options;

/// <summary>Training options merged from a recipe, a JSON file, and flags, in this order.</summary>
internal static class OptionSet
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.Strict,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Applies a file and flags to the options of a recipe.</summary>
    /// <exception cref="UsageError">A setting is unknown or out of range; the message names it.</exception>
    public static void Apply(RideTrainer.Options options, string? file, IEnumerable<(OptionFlag Flag, string Text)> flags)
    {
        JsonObject settings = ToJson(options);
        if (file is not null)
        {
            Merge(settings, Read(file), file, string.Empty);
        }

        foreach ((OptionFlag flag, string text) in flags)
        {
            JsonObject at = flag.Path.Count > 1 ? settings[flag.Path[0]]!.AsObject() : settings;
            at[flag.Path[^1]] = flag.Parse(text);
        }

        // Serialized once, so that numbers have the same form as in a file.
        settings = JsonNode.Parse(settings.ToJsonString())!.AsObject();
        try
        {
            foreach (OptionFlag flag in OptionFlags.All)
            {
                flag.Set(options, Value(settings, flag));
            }

            RideTraining.Check(options);
        }
        catch (ArgumentException problem)
        {
            throw new UsageError(file is null ? problem.Message : $"Invalid option in '{file}' or a flag: {problem.Message}");
        }
    }

    /// <summary>The settings as JSON (data-schemas/training-options.schema.json).</summary>
    public static JsonObject ToJson(RideOptions options)
    {
        var settings = new JsonObject();
        foreach (OptionFlag flag in OptionFlags.All)
        {
            JsonObject at = settings;
            if (flag.Path.Count > 1)
            {
                at = settings[flag.Path[0]]?.AsObject() ?? (JsonObject)(settings[flag.Path[0]] = new JsonObject())!;
            }

            at[flag.Path[^1]] = Value(options, flag);
        }

        return settings;
    }

    public static JsonNode? Value(RideOptions options, OptionFlag flag) => JsonSerializer.SerializeToNode(flag.Get(options), flag.Property.PropertyType, Json);

    public static string Text(JsonNode? node) => node?.ToJsonString(Json) ?? "null";

    private static JsonObject Read(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file), documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }) as JsonObject
                ?? throw new UsageError($"'{file}' is not a JSON object of options. To create one, run: ride options --json");
        }
        catch (JsonException problem)
        {
            throw new UsageError($"'{file}' is not valid JSON: {problem.Message}");
        }
    }

    private static void Merge(JsonObject into, JsonObject from, string file, string path)
    {
        foreach ((string name, JsonNode? value) in from.Where(p => p.Key != "$schema"))
        {
            if (!into.ContainsKey(name))
            {
                throw new UsageError($"'{file}' has an unknown option, '{path}{name}'. 'ride options' lists all options.");
            }

            if (into[name] is JsonObject known)
            {
                Merge(known, value as JsonObject ?? throw new UsageError($"'{file}': '{path}{name}' must be an object of options, but is {Text(value)}."), file, $"{path}{name}.");
            }
            else
            {
                into[name] = value?.DeepClone();
            }
        }
    }

    private static object? Value(JsonObject settings, OptionFlag flag)
    {
        JsonNode? node = flag.Path.Aggregate((JsonNode?)settings, (at, name) => at![name]);
        try
        {
            return node.Deserialize(flag.Property.PropertyType, Json);
        }
        catch (JsonException)
        {
            throw new ArgumentException($"{string.Join('.', flag.Path)} must be {flag.Requirement}, but is {Text(node)}.");
        }
    }
}
