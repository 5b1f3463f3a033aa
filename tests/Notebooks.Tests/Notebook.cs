using Microsoft.DotNet.Interactive.Documents;

namespace Notebooks.Tests;

/// <summary>A notebook of examples/Notebooks.</summary>
internal sealed class Notebook
{
    private static readonly KernelInfoCollection s_kernels = [new("csharp", "C#", ["c#"])];

    private readonly InteractiveDocument _document;

    private Notebook(string name, InteractiveDocument document)
    {
        Name = name;
        _document = document;
        Cells = [.. document.Elements.Select(element => new Cell(element))];
    }

    public static string Folder { get; } = Path.Combine(Checkout.Root, "examples", "Notebooks");

    public string Name { get; }

    public IReadOnlyList<Cell> Cells { get; }

    public IEnumerable<Cell> CodeCells => Cells.Where(cell => cell.IsCode);

    /// <summary>What a reader may change.</summary>
    public IReadOnlyList<Parameter> Parameters => [.. CodeCells.Single(cell => cell.IsTagged(Cell.ParametersTag)).Lines.Select(Parameter.Read)];

    /// <summary>The packages that it asks for, with their versions.</summary>
    public IReadOnlyList<(string Id, string Version)> Packages
        => [.. CodeCells.Single(cell => cell.IsTagged(Cell.PackagesTag)).Lines
            .Where(line => line.StartsWith("#r", StringComparison.Ordinal))
            .Select(line => line[..^1]["#r \"nuget: ".Length..].Split(", "))
            .Select(parts => (parts[0], parts[1]))];

    public static async Task<Notebook> Load(string name) => new(name, await InteractiveDocument.LoadAsync(new FileInfo(Path.Combine(Folder, name + ".ipynb")), s_kernels));

    public void Save()
    {
        using FileStream stream = File.Create(Path.Combine(Folder, Name + ".ipynb"));
        Microsoft.DotNet.Interactive.Documents.Jupyter.Notebook.Write(_document, stream, s_kernels);
    }
}
