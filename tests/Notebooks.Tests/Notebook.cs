using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks.Tests;

/// <summary>A notebook file (nbformat 4).</summary>
internal sealed class Notebook(string path)
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonNode _root = JsonNode.Parse(File.ReadAllText(path))!;

    public string Name => Path.GetFileNameWithoutExtension(path);

    public string Language => _root["metadata"]!["kernelspec"]!["language"]!.GetValue<string>();

    public IReadOnlyList<Cell> Cells => [.. CodeCells.Select(cell => new Cell(Lines(cell["source"]!), [.. Lines(cell["metadata"]!["tags"])]))];

    /// <summary>What the cells showed when the notebook was last written, as far as it is text or HTML.</summary>
    public IReadOnlyList<string> Outputs => [.. CodeCells.SelectMany(cell => cell["outputs"]!.AsArray()).SelectMany(output => Lines(output!["text"] ?? output["data"]!["text/html"]))];

    private IEnumerable<JsonNode> CodeCells => _root["cells"]!.AsArray().OfType<JsonNode>().Where(cell => cell["cell_type"]!.GetValue<string>() == "code");

    /// <summary>Puts what the cells showed into the file.</summary>
    public void Write(IReadOnlyList<IReadOnlyList<(string Kind, string Text)>> shown)
    {
        foreach ((JsonNode cell, int i) in CodeCells.Select((cell, i) => (cell, i)))
        {
            cell["outputs"] = new JsonArray([.. Merged(shown[i]).Select(Output)]);
            cell["execution_count"] = i + 1;
        }

        File.WriteAllText(path, _root.ToJsonString(s_json) + "\n");
    }

    private static JsonObject Output((string Kind, string Text) shown)
        => shown.Kind == "html"
            ? new() { ["output_type"] = "display_data", ["data"] = new JsonObject { ["text/html"] = Source(shown.Text) }, ["metadata"] = new JsonObject() }
            : new() { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = Source(shown.Text) };

    // Text that was written bit by bit is one output.
    private static List<(string Kind, string Text)> Merged(IEnumerable<(string Kind, string Text)> shown)
    {
        var merged = new List<(string Kind, string Text)>();
        foreach ((string kind, string text) in shown)
        {
            if (kind == "text" && merged.Count > 0 && merged[^1].Kind == "text")
            {
                merged[^1] = (kind, merged[^1].Text + text);
            }
            else
            {
                merged.Add((kind, text));
            }
        }

        return merged;
    }

    private static JsonArray Source(string text)
        => new([.. text.Split('\n').Select((line, i) => (i == 0 ? "" : "\n", line)).Aggregate(new List<string>(), AddLine).Select(line => (JsonNode)line)]);

    private static List<string> AddLine(List<string> lines, (string Break, string Text) line)
    {
        if (lines.Count > 0)
        {
            lines[^1] += line.Break;
        }

        if (line.Text.Length > 0 || lines.Count == 0)
        {
            lines.Add(line.Text);
        }

        return lines;
    }

    private static string[] Lines(JsonNode? source) => source is null ? [] : [.. source.AsArray().Select(line => line!.GetValue<string>().TrimEnd('\n'))];
}
