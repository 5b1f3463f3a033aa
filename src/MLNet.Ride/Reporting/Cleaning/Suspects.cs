using MLNet.Ride.Reporting.Html;

namespace MLNet.Ride.Reporting.Cleaning;

/// <summary>An image with a probable label error, beside typical images of both classes.</summary>
internal static class Suspects
{
    public static Element Draw(LabelError error, ManifestTable table, LabelErrorReport report, Pictures pictures)
    {
        int row = table.RowOf(error.ImagePath);
        return new("article")
        {
            { "class", "suspect" },
            new Element("div") { pictures.Draw(error.ImagePath, $"labeled {error.Label}"), new Element("small") { table.PathOf(row) } },
            Class("labeled", error.Label, error.LabelProbability, report, pictures),
            Class("probably", error.Suggested, error.SuggestedProbability, report, pictures),
            new Element("fieldset")
            {
                { "data-row", row.ToString(System.Globalization.CultureInfo.InvariantCulture) },
                new Element("legend") { "Decision" },
                Choice(row, "keep", string.Empty, $"keep {error.Label}"),
                Choice(row, "change", error.Suggested, $"change to {error.Suggested}"),
                Choice(row, "remove", string.Empty, "remove the image"),
            },
        };
    }

    private static Element Class(string what, string name, double probability, LabelErrorReport report, Pictures pictures)
        => new("div")
        {
            new Element("p") { new Element("b") { name }, new Element("small") { $" {what}, {Numbers.WholePercent(probability)}%" } },
            new Element("div") { { "class", "typical" }, (report.Typical.GetValueOrDefault(name) ?? []).Select(path => pictures.Draw(path, $"typical {name}")) },
        };

    private static Element Choice(int row, string action, string label, string text)
        => new("label")
        {
            new Element("input") { { "type", "radio" }, { "name", $"row-{row}" }, { "value", action }, { "data-label", label } },
            text,
        };
}
