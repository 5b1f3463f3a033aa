using System.Text.Json;
using MLNet.Ride.Reporting.Html;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Reporting.Figures;

/// <summary>The options of training and scoring, by group.</summary>
internal static class OptionsUsed
{
    public static Element? Draw(JsonElement? options, TestTimeAugmentation? views)
    {
        if (options is not { ValueKind: JsonValueKind.Object } all)
        {
            return null;
        }

        JsonProperty[] properties = [.. all.EnumerateObject()];
        Element?[] groups =
        [
            Group("network and run", properties.Where(p => p.Value.ValueKind != JsonValueKind.Object)),
            .. properties.Where(p => p.Value.ValueKind == JsonValueKind.Object).Select(p => Group(Words(p.Name), p.Value.EnumerateObject())),
            views is null ? null : Group("scoring", [("test-time augmentation", Words(views.Value.ToString()))]),
        ];
        return Section.Of(
            "options-used", "Options used", "The settings of the training run, by their JSON names, and of scoring.", wide: true,
            new Element("div") { { "class", "options" }, groups });
    }

    private static Element Group(string title, IEnumerable<JsonProperty> properties) => Group(title, properties.Select(p => (Words(p.Name), Text(p.Value))));

    private static Element Group(string title, IEnumerable<(string Name, string Value)> settings)
        => new("div")
        {
            new Element("h3") { title },
            new Element("dl") { settings.Select(s => new Element("div") { new Element("dt") { s.Name }, new Element("dd") { s.Value } }) },
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
    private static string Words(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? " " : string.Empty) + char.ToLowerInvariant(c) : c.ToString()));
}
