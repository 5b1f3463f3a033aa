using System.Text;

namespace Notebooks.Tests;

/// <summary>The cells of a notebook as a source file: using directives first, then all statements in a method, then types.</summary>
internal static class NotebookSource
{
    public static string ClassName(int number) => $"Notebook{number}.Cells";

    /// <summary>Writes the file.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="number">Its number, for names.</param>
    /// <param name="parameters">Statements that follow the parameters cell, where there is one with epochs.</param>
    public static string Write(Notebook notebook, int number, string? parameters)
    {
        IReadOnlyList<Cell> cells = notebook.Cells;
        string[] usings = [.. cells.SelectMany(cell => cell.Code).Where(IsUsing).Distinct()];
        var text = new StringBuilder(string.Join('\n', usings)).Append($"\nusing static Kernel;\nnamespace Notebook{number};\n");
        text.Append("public static class Cells\n{\npublic static void Run()\n{\n");
        foreach (Cell cell in cells)
        {
            text.Append("NextCell();\n");
            if (cell.IsRun && !cell.DeclaresTypes)
            {
                text.AppendJoin('\n', cell.Code.Where(line => !IsUsing(line))).Append('\n');
                text.Append(cell.HasParameters && cell.Code.Any(line => line.Contains("int epochs", StringComparison.Ordinal)) ? parameters : null).Append('\n');
            }
        }

        text.Append("}\n}\n");
        text.AppendJoin('\n', cells.Where(cell => cell.DeclaresTypes).SelectMany(cell => cell.Code));
        return text.ToString();
    }

    private static bool IsUsing(string line) => line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';') && !line.Contains('=') && !line.Contains('(');
}
