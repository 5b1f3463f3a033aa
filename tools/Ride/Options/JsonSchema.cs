using System.Text.Json.Nodes;

namespace MLNet.Ride.Tool.Options;

/// <summary>Validates JSON against the part of JSON Schema that data-schemas/ uses; an unknown keyword is an error.</summary>
internal sealed class JsonSchema(string folder)
{
    /// <summary>Lists what is invalid, by path.</summary>
    public IEnumerable<string> Errors(JsonNode? value, string schemaFile, string path = "")
        => Errors(value, JsonNode.Parse(File.ReadAllText(Path.Combine(folder, schemaFile)))!.AsObject(), path);

    private IEnumerable<string> Errors(JsonNode? value, JsonObject schema, string path)
        => schema.SelectMany(keyword => Errors(value, keyword.Key, keyword.Value!, schema, path));

    private IEnumerable<string> Errors(JsonNode? value, string keyword, JsonNode rule, JsonObject schema, string path)
    {
        switch (keyword)
        {
            case "$schema" or "title" or "description":
                return [];
            case "$ref":
                return Errors(value, (string)rule!, path);
            case "properties":
                return rule.AsObject().Where(p => value is JsonObject o && o.ContainsKey(p.Key))
                    .SelectMany(p => Errors(value![p.Key], p.Value!.AsObject(), $"{path}/{p.Key}"));
            case "items":
                return (value as JsonArray ?? []).SelectMany((item, i) => Errors(item, rule.AsObject(), $"{path}/{i}"));
            default:
                return Holds(value, keyword, rule, schema) ? [] : [$"{path} must {Requirement(keyword, rule)}, but is {value?.ToJsonString() ?? "null"}"];
        }
    }

    private static string Requirement(string keyword, JsonNode rule)
        => keyword switch
        {
            "type" => "be of type " + string.Join(" or ", (rule as JsonArray ?? [rule.DeepClone()]).Select(type => (string?)type)),
            "enum" => "be one of " + string.Join(", ", rule.AsArray().Select(allowed => allowed?.ToJsonString() ?? "null")),
            "const" => $"be {rule.ToJsonString()}",
            "minimum" => $"be at least {rule}",
            "maximum" => $"be at most {rule}",
            "exclusiveMinimum" => $"be greater than {rule}",
            "exclusiveMaximum" => $"be less than {rule}",
            _ => $"meet {keyword} {rule.ToJsonString()}",
        };

    private static bool Holds(JsonNode? value, string keyword, JsonNode rule, JsonObject schema)
        => keyword switch
        {
            "type" => (rule as JsonArray ?? [rule.DeepClone()]).Any(t => IsOf((string)t!, value)),
            "const" => JsonNode.DeepEquals(value, rule),
            "enum" => rule.AsArray().Any(allowed => JsonNode.DeepEquals(value, allowed)),
            "required" => value is not JsonObject o || rule.AsArray().All(name => o.ContainsKey((string)name!)),
            "additionalProperties" => value is not JsonObject o || o.All(p => schema["properties"]!.AsObject().ContainsKey(p.Key)),
            "minItems" => value is not JsonArray a || a.Count >= (int)rule,
            "maxItems" => value is not JsonArray a || a.Count <= (int)rule,
            "minLength" => !IsOf("string", value) || ((string)value!).Length >= (int)rule,
            "minimum" => !IsOf("number", value) || (double)value! >= (double)rule,
            "maximum" => !IsOf("number", value) || (double)value! <= (double)rule,
            "exclusiveMinimum" => !IsOf("number", value) || (double)value! > (double)rule,
            "exclusiveMaximum" => !IsOf("number", value) || (double)value! < (double)rule,
            _ => throw new NotSupportedException($"The schema keyword '{keyword}' is not known to this validator."),
        };

    private static bool IsOf(string type, JsonNode? value)
        => (type, value?.GetValueKind()) switch
        {
            ("null", null) => true,
            ("object", System.Text.Json.JsonValueKind.Object) => true,
            ("array", System.Text.Json.JsonValueKind.Array) => true,
            ("string", System.Text.Json.JsonValueKind.String) => true,
            ("boolean", System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False) => true,
            ("number", System.Text.Json.JsonValueKind.Number) => true,
            ("integer", System.Text.Json.JsonValueKind.Number) => (double)value! % 1 == 0,
            _ => false,
        };
}
