using System.Security.Cryptography;
using System.Text;

namespace MLNet.Ride.Reporting.Html;

/// <summary>A self-contained page: nothing is loaded, and nothing but its own script is executed, whatever the names on it contain.</summary>
internal static class Page
{
    /// <param name="title">Title of the window.</param>
    /// <param name="style">CSS.</param>
    /// <param name="body">The body.</param>
    /// <param name="script">JavaScript that is executed after the body; <see langword="null"/> for none.</param>
    /// <param name="data">JSON for the script, the content of the element <c>data</c>; it must not contain &lt;.</param>
    public static string Write(string title, string style, Element body, string? script = null, string? data = null)
    {
        string allowed = script is null ? string.Empty : $"; script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'";
        var text = new StringBuilder()
            .Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'").Append(allowed).Append("\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">");
        new Element("title") { title }.Write(text);
        text.Append("<style>").Append(style).Append("</style></head>\n");
        body.Write(text);
        if (script is not null)
        {
            text.Append("\n<script id=\"data\" type=\"application/json\">").Append(data).Append("</script>\n<script>").Append(script).Append("</script>");
        }

        return text.Append("</html>\n").ToString();
    }

    /// <summary>Reads an embedded style or script.</summary>
    public static string Resource(string name)
    {
        using Stream stream = typeof(Page).Assembly.GetManifestResourceStream("MLNet.Ride.Reporting." + name)!;
        // Browsers hash scripts with line feeds.
        return new StreamReader(stream).ReadToEnd().ReplaceLineEndings("\n");
    }
}
