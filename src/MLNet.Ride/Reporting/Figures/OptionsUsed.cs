using System.Text.Json;
using MLNet.Ride.Reporting.Html;

namespace MLNet.Ride.Reporting.Figures;

/// <summary>The training options, by group.</summary>
internal static class OptionsUsed
{
    public static Element? Draw(JsonElement? options)
    {
        if (options is not { ValueKind: JsonValueKind.Object } all)
        {
            return null;
        }

        JsonProperty[] properties = [.. all.EnumerateObject()];
        Element[] groups =
        [
            Group("network and run", properties.Where(p => p.Value.ValueKind != JsonValueKind.Object)),
            .. properties.Where(p => p.Value.ValueKind == JsonValueKind.Object).Select(p => Group(Words(p.Name), p.Value.EnumerateObject())),
        ];
        return Section.Of(
            "options-used", "Options used", "The settings of the training run, by their JSON names.", wide: true,
            new Element("div") { { "class", "options" }, groups });
    }

    private static Element Group(string title, IEnumerable<JsonProperty> properties)
        => new("div")
        {
            new Element("h3") { title },
            new Element("dl") { properties.Select(p => new Element("div") { new Element("dt") { Words(p.Name) }, new Element("dd") { Text(p.Value) } }) },
        };

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "–",
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Text)),
        _ => value.GetRawText(),
    };

    // reducedWidth: reduced width.
    private static string Words(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? " " + char.ToLowerInvariant(c) : c.ToString()));
}
