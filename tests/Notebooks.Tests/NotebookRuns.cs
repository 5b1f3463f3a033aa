using System.Globalization;
using Microsoft.DotNet.Interactive.Documents;

namespace Notebooks.Tests;

/// <summary>
/// Runs all notebooks, one after the other, with one epoch on a few drawn pictures;
/// or, where RIDE_WRITE_NOTEBOOKS is 1, as they are, and writes what they show into them.
/// </summary>
public sealed class NotebookRuns : IAsyncLifetime
{
    private readonly Workplace _workplace = new();
    private readonly Dictionary<string, string> _shown = [];
    private readonly string _before = Environment.CurrentDirectory;

    /// <summary>All notebooks; one that loads a model follows the one that saves it.</summary>
    public static IReadOnlyList<string> Names { get; } = ["train-on-your-folder", "compare-methods-on-a-long-tail", "load-a-zip-in-an-app"];

    public static bool Writes => Environment.GetEnvironmentVariable("RIDE_WRITE_NOTEBOOKS") == "1";

    /// <summary>All text and HTML that a notebook showed.</summary>
    public string Shown(string name) => _shown[name];

    public async Task InitializeAsync()
    {
        if (Writes)
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        }

        Environment.CurrentDirectory = Writes ? Notebook.Folder : _workplace.Folder;
        foreach (string name in Names)
        {
            Notebook notebook = await Notebook.Load(name);
            _shown.Add(name, await Run(notebook));
            if (Writes)
            {
                notebook.Save();
            }
        }
    }

    public Task DisposeAsync()
    {
        Environment.CurrentDirectory = _before;
        _workplace.Dispose();
        return Task.CompletedTask;
    }

    private async Task<string> Run(Notebook notebook)
    {
        using var session = new KernelSession();
        foreach ((Cell cell, int i) in notebook.CodeCells.Where(cell => !cell.IsTagged(Cell.PackagesTag)).Select((cell, i) => (cell, i)))
        {
            bool replaced = cell.IsTagged(Cell.ParametersTag) && !Writes;
            cell.Show(i + 1, await session.Run(string.Join('\n', replaced ? notebook.Parameters.Select(Replace) : cell.Lines)));
        }

        return string.Join('\n', notebook.CodeCells.SelectMany(cell => cell.Outputs).Select(Text));
    }

    private string Replace(Parameter parameter)
    {
        string value = _workplace.Argument(parameter);
        return parameter.Type == "string" ? $"string {parameter.Name} = @\"{value}\";" : $"{parameter.Type} {parameter.Name} = {value};";
    }

    internal static string Text(InteractiveDocumentOutputElement output) => output switch
    {
        TextElement text => text.Text,
        DisplayElement display => string.Concat(display.Data.Values.Select(value => value is IEnumerable<object> lines ? string.Concat(lines) : value)),
        _ => throw new InvalidDataException($"A {output.GetType().Name} is not expected."),
    };
}
