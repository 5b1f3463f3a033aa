using Microsoft.DotNet.Interactive.Documents;

namespace Notebooks.Tests;

/// <summary>A cell of a notebook.</summary>
internal sealed class Cell(InteractiveDocumentElement element)
{
    public const string PackagesTag = "packages";
    public const string ParametersTag = "parameters";

    /// <summary>Marks what only a notebook can show.</summary>
    public const string NotebookTag = "notebook";

    public bool IsCode => element.KernelName == "csharp";

    public IReadOnlyList<string> Lines { get; } = element.Contents.ReplaceLineEndings("\n").Split('\n');

    /// <summary>What it showed when the notebook was last written.</summary>
    public IReadOnlyList<InteractiveDocumentOutputElement> Outputs => element.Outputs;

    public bool DeclaresTypes => Lines.Any(line => line.StartsWith("public sealed class ", StringComparison.Ordinal));

    public bool IsTagged(string tag) => element.Metadata is not null && element.Metadata.TryGetValue("tags", out object? tags) && ((IEnumerable<object>)tags).Contains(tag);

    public void Show(int place, IEnumerable<InteractiveDocumentOutputElement> outputs)
    {
        element.ExecutionOrder = place;
        element.Outputs.Clear();
        element.Outputs.AddRange(outputs);
    }
}
