namespace MLNet.Ride.Tests.Documentation;

/// <summary>Compares the code in a document with a source file that is compiled and run.</summary>
internal static class Snippets
{
    /// <summary>Fails unless every C# block of the document stands in one of the source files; assertions may be added there.</summary>
    public static void Check(string document, params string[] sources)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "docs");
        string code = string.Join('\n', sources.SelectMany(source => Lines(File.ReadAllLines(Path.Combine(folder, source)))));
        List<string> blocks = Blocks(File.ReadAllText(Path.Combine(folder, document)));
        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.Contains(block, code));
    }

    public static List<string> Blocks(string document)
    {
        string[] lines = [.. document.Split('\n').Select(line => line.Trim())];
        var blocks = new List<string>();
        for (int i = Array.IndexOf(lines, "```csharp"); i >= 0; i = Array.IndexOf(lines, "```csharp", i))
        {
            int end = Array.IndexOf(lines, "```", i);
            blocks.Add(string.Join('\n', Lines(lines[(i + 1)..end])));
            i = end;
        }

        return blocks;
    }

    private static IEnumerable<string> Lines(IEnumerable<string> lines)
        => lines.Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("Assert.", StringComparison.Ordinal));
}
