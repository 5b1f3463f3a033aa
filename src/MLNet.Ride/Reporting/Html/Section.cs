namespace MLNet.Ride.Reporting.Html;

/// <summary>A section of the report: heading, description, and a figure or table.</summary>
internal static class Section
{
    public static Element Of(string id, string title, string says, bool wide, params Element?[] content)
        => new("section")
        {
            { "id", id }, { "class", wide ? "wide" : "half" }, { "aria-labelledby", id + "-title" },
            new Element("h2") { { "id", id + "-title" }, title },
            new Element("p") { says },
            content,
        };

    /// <summary>Legend of the colors.</summary>
    public static Element Legend(IEnumerable<(string Style, string Text)> entries)
        => new("ul")
        {
            { "class", "legend" },
            entries.Select(e => new Element("li") { new Element("i") { { "class", e.Style } }, e.Text }),
        };

    public static Element Row(string cell, IEnumerable<string> texts)
        => new("tr") { texts.Select(t => new Element(cell) { t }) };

    public static Element Table(string caption, IEnumerable<string> header, IEnumerable<IEnumerable<string>> rows)
        => new("table")
        {
            new Element("caption") { caption },
            new Element("thead") { new Element("tr") { header.Select(h => new Element("th") { { "scope", "col" }, h }) } },
            new Element("tbody") { rows.Select(r => Row("td", r)) },
        };
}
