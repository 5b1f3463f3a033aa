using System.Text.RegularExpressions;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Documentation;

/// <summary>Links and pictures of the documents lead to files that are there, and to headings that those have.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Documents
        => [.. new[] { "README.md", "ARCHITECTURE.md", "DEVELOPERS.md", "CHANGELOG.md" }.Concat(In("docs")).Concat(In("examples")).Distinct()];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_leads_somewhere(string document)
        => Assert.Empty(Broken(Path.Combine(Checkout.Root, document)));

    [Fact]
    public void Links_that_lead_nowhere_are_found()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("other.md"), "# A title\n\n## What, and why");
        string document = folder.File("document.md");
        File.WriteAllText(document, """
            # Here
            [file](other.md) [heading](other.md#what-and-why) [own](#here) [site](https://example.com/none) <img src="picture.png">
            [file](none.md) [heading](other.md#how) [own](#there)
            ```
            [code](code.md)
            ```
            """);
        Assert.Equal(["picture.png", "none.md", "other.md#how", "#there"], Broken(document));
    }

    private static IEnumerable<string> Broken(string file)
        => Link().Matches(Prose(file)).Select(m => m.Groups[1].Value + m.Groups[2].Value)
            .Where(link => !link.Contains(':', StringComparison.Ordinal) && !Leads(file, link));

    private static bool Leads(string document, string link)
    {
        string[] parts = link.Split('#');
        string target = parts[0].Length == 0 ? document : Path.Combine(Path.GetDirectoryName(document)!, Uri.UnescapeDataString(parts[0]));
        return parts.Length == 1 ? Path.Exists(target) : File.Exists(target) && Anchors(target).Contains(parts[1]);
    }

    // The way that GitHub makes anchors out of headings.
    private static IEnumerable<string> Anchors(string document)
        => Prose(document).Split('\n')
            .Where(line => line.StartsWith('#'))
            .Select(line => string.Concat(line.TrimStart('#').Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-'))
            .Concat(Id().Matches(Prose(document)).Select(m => m.Groups[1].Value));

    private static string Prose(string document) => Code().Replace(File.ReadAllText(document).ReplaceLineEndings("\n"), "");

    private static IEnumerable<string> In(string folder)
        => Directory.GetFiles(Path.Combine(Checkout.Root, folder), "*.md", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Checkout.Root, file).Replace('\\', '/'));

    [GeneratedRegex("""\]\(\s*<?([^)>\s]+)|(?:href|src|srcset)="([^"]+)""" + "\"")]
    private static partial Regex Link();

    [GeneratedRegex("""<a (?:id|name)="([^"]+)""" + "\"")]
    private static partial Regex Id();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}
