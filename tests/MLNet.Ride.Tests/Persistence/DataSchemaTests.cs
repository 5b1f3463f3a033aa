using System.Text.Json.Nodes;
using MLNet.Ride.Persistence;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Persistence;

/// <summary>The schemas themselves.</summary>
public sealed class DataSchemaTests
{
    private static readonly string[] s_keywords =
    [
        "$schema", "$ref", "title", "description", "type", "enum", "const", "required", "properties", "additionalProperties", "items", "minItems", "maxItems", "minLength", "pattern",
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
    ];

    public static TheoryData<string> Files => [.. DataSchemas.Files.Select(file => Path.GetFileName(file)).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_schema_is_valid_and_has_no_keyword_that_validators_ignore(string file)
    {
        JsonNode schema = JsonNode.Parse(File.ReadAllText(DataSchemas.Files.Single(path => Path.GetFileName(path) == file)))!;
        Assert.Empty(DataSchemas.ErrorsOfSchema(schema));
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", (string?)schema["$schema"]);
        Assert.Empty(Keywords(schema.AsObject()).Except(s_keywords));
    }

    [Fact]
    public void An_error_names_its_place()
    {
        JsonNode options = JsonNode.Parse(ModelCardFile.Options(TinyRide.Options()).GetRawText())!;
        Assert.Empty(DataSchemas.Errors(DataSchemas.TrainingOptions, options));

        options["loss"]!["gamma"] = 20;
        options["loss"]!["gama"] = 1;
        options["optimizer"]!["momentum"] = 1;
        IReadOnlyList<string> errors = DataSchemas.Errors(DataSchemas.TrainingOptions, options);
        Assert.Contains(errors, error => error.StartsWith("/loss/gamma: ", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.StartsWith("/loss/gama: ", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.StartsWith("/optimizer/momentum: ", StringComparison.Ordinal));
        Assert.NotEmpty(DataSchemas.ErrorsOfSchema(new JsonObject { ["minimum"] = "three" }));
    }

    private static IEnumerable<string> Keywords(JsonObject schema)
        => schema.SelectMany(keyword => Parts(keyword.Key, keyword.Value).SelectMany(Keywords).Prepend(keyword.Key));

    private static IEnumerable<JsonObject> Parts(string keyword, JsonNode? value)
        => (keyword, value) switch
        {
            ("properties", JsonObject properties) => properties.Select(property => property.Value!.AsObject()),
            ("items", JsonObject items) => [items],
            _ => [],
        };
}
