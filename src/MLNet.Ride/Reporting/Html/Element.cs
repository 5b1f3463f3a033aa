using System.Collections;
using System.Globalization;
using System.Net;
using System.Text;

namespace MLNet.Ride.Reporting.Html;

/// <summary>
/// An element of HTML or SVG: <c>new Element("p") { { "class", "note" }, "text", child }</c>. Text and attribute values are escaped, so
/// that names cannot inject markup.
/// </summary>
internal sealed class Element(string name) : IEnumerable<object>
{
    private static readonly HashSet<string> s_void = ["img", "br", "meta", "col"];

    private readonly List<(string Name, string Value)> _attributes = [];
    private readonly List<object> _content = [];

    public void Add(string attribute, string value) => _attributes.Add((attribute, value));

    public void Add(string attribute, double value) => _attributes.Add((attribute, Numbers.Place(value)));

    public void Add(string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            _content.Add(text);
        }
    }

    public void Add(Element? child)
    {
        if (child is not null)
        {
            _content.Add(child);
        }
    }

    public void Add(IEnumerable<Element?> children)
    {
        foreach (Element? child in children)
        {
            Add(child);
        }
    }

    public IEnumerator<object> GetEnumerator() => _content.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Write(StringBuilder to)
    {
        to.Append('<').Append(name);
        foreach ((string attribute, string value) in _attributes)
        {
            to.Append(' ').Append(attribute).Append("=\"").Append(Escape(value)).Append('"');
        }

        to.Append('>');
        if (s_void.Contains(name))
        {
            return;
        }

        foreach (object part in _content)
        {
            if (part is Element child)
            {
                child.Write(to);
            }
            else
            {
                to.Append(Escape((string)part));
            }
        }

        to.Append("</").Append(name).Append('>');
    }

    /// <summary>Escapes text for HTML, without the control characters that HTML does not allow.</summary>
    public static string Escape(string text)
        => WebUtility.HtmlEncode(text.Any(c => char.IsControl(c)) ? string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : text);
}

/// <summary>Formats numbers in the report, independent of the culture.</summary>
internal static class Numbers
{
    /// <summary>A coordinate.</summary>
    public static string Place(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>A count, with thin spaces as thousands separators.</summary>
    public static string Count(double value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202F');

    public static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + "%";

    public static string PercentOrNone(double? share) => share is { } value ? Percent(value) : "–";

    public static string WholePercent(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture);

    public static string Of(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>A number with its noun: <c>1 class</c>, <c>2 classes</c>.</summary>
    public static string Of(long number, string one, string several) => $"{Count(number)} {(number == 1 ? one : several)}";
}
