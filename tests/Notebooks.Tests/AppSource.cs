namespace Notebooks.Tests;

/// <summary>
/// The code of a notebook as a file-based app: directives, using directives, the cells in their order, then types.
/// Parameters become arguments of the command line; cells that only a notebook can show are omitted.
/// </summary>
internal static class AppSource
{
    // What the SDK imports and the kernel does not.
    private static readonly string[] s_implicitUsings = ["using System.IO;", "using System.Net.Http;", "using System.Threading;"];

    public static string Of(Notebook notebook)
    {
        Cell[] cells = [.. notebook.Cells.Where(cell => !cell.IsTagged(Cell.NotebookTag) && !cell.IsTagged(Cell.PackagesTag))];
        Cell[] code = [.. cells.Where(cell => cell.IsCode)];
        IEnumerable<string> parts =
        [
            Title(notebook),
            Directives(notebook),
            Join(code.SelectMany(cell => cell.Lines).Where(IsUsing).Except(s_implicitUsings)),
            .. Statements(notebook, cells),
            .. code.Where(cell => cell.DeclaresTypes).Select(cell => Join(cell.Lines)),
        ];
        return string.Join("\n\n", parts) + "\n";
    }

    private static string Title(Notebook notebook)
        => $"""
            // {notebook.Cells[0].Lines[0].TrimStart('#', ' ')}: the code of {notebook.Name}.ipynb as a file-based app.
            // dotnet run {notebook.Name}.cs {string.Join(' ', notebook.Parameters.Select(parameter => $"[{parameter.Name}]"))}
            """;

    private static string Directives(Notebook notebook)
        => $"""
            #:project ../../src/MLNet.Ride/MLNet.Ride.csproj
            #:property PublishAot=false
            // Outside this repository, replace the project with the packages:
            {Join(notebook.Packages.Select(package => $"// #:package {package.Id}@{package.Version}"))}
            """;

    // A heading stands directly above the code that follows it.
    private static IEnumerable<string> Statements(Notebook notebook, IEnumerable<Cell> cells)
    {
        string heading = "";
        foreach (Cell cell in cells.Where(cell => !cell.DeclaresTypes))
        {
            if (cell.IsCode)
            {
                yield return heading + Join(cell.IsTagged(Cell.ParametersTag) ? notebook.Parameters.Select(Argument) : cell.Lines.Where(line => !IsUsing(line)).SkipWhile(line => line.Length == 0));
                heading = "";
            }
            else if (cell.Lines[0].StartsWith("## ", StringComparison.Ordinal))
            {
                heading = $"// {cell.Lines[0][3..]}\n";
            }
        }
    }

    private static string Argument(Parameter parameter, int place)
        => parameter.Type == "int"
            ? $"int {parameter.Name} = int.Parse(args.ElementAtOrDefault({place}) ?? \"{parameter.Value}\");"
            : $"string {parameter.Name} = args.ElementAtOrDefault({place}) ?? {parameter.Value};";

    private static bool IsUsing(string line) => line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';') && !line.Contains('=') && !line.Contains('(');

    private static string Join(IEnumerable<string> lines) => string.Join('\n', lines);
}
