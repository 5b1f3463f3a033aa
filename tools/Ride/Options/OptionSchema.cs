using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tool.Options;

/// <summary>The JSON schema of an options file, made from the types, annotations, and documentation of the options.</summary>
internal static class OptionSchema
{
    public static JsonObject Create()
    {
        JsonObject schema = OptionSet.Json.GetJsonSchemaAsNode(
            typeof(RideOptions),
            new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = (context, node) => Annotate(context, node.AsObject()) }).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "Options of a RIDE training run");
        return schema;
    }

    private static JsonObject Annotate(JsonSchemaExporterContext context, JsonObject node)
    {
        if (OptionAnnotations.IsGroup(context.TypeInfo.Type))
        {
            node["additionalProperties"] = false;
        }

        if (context.PropertyInfo is not { AttributeProvider: System.Reflection.PropertyInfo property })
        {
            return node;
        }

        node.Insert(0, "description", OptionDocumentation.Of(property));
        foreach (object annotation in property.GetCustomAttributes(typeof(ValidationAttribute), inherit: true))
        {
            switch (annotation)
            {
                case RangeAttribute range:
                    Bound(node["items"]?.AsObject() ?? node, range);
                    break;
                case AllowedValuesAttribute allowed:
                    node["enum"] = new JsonArray([.. allowed.Values.Select(value => System.Text.Json.JsonSerializer.SerializeToNode(value, OptionSet.Json))]);
                    break;
                case RegularExpressionAttribute pattern:
                    node["pattern"] = pattern.Pattern;
                    break;
                case LengthAttribute length:
                    (node["minItems"], node["maxItems"]) = (length.MinimumLength, length.MaximumLength);
                    break;
                case MinLengthAttribute length:
                    node["minItems"] = length.Length;
                    break;
            }
        }

        return node;
    }

    private static void Bound(JsonObject node, RangeAttribute range)
    {
        node[range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum"] = Number(range.Minimum);
        if (!OptionAnnotations.IsUnbounded(range))
        {
            node[range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum"] = Number(range.Maximum);
        }
    }

    private static JsonNode Number(object bound) => bound is int whole ? JsonValue.Create(whole) : JsonValue.Create((double)bound);
}
