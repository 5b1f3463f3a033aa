using Microsoft.ML;
using Spectre.Console;

namespace QuickStart.Prediction;

/// <summary>The predict command: loads a saved model and predicts image files, one by one.</summary>
internal static class PredictFiles
{
    private const int Shown = 3;

    public static int Run(FileInfo modelFile, FileInfo[] files, CancellationToken cancellation)
    {
        using var model = new SavedModel(new MLContext(), modelFile);
        Table table = new Table { Border = TableBorder.Rounded, Title = new($"{modelFile.Name}, loaded in process {Environment.ProcessId}") }
            .AddColumns("Image", "Most probable classes")
            .AddColumn(new TableColumn("Experts").RightAligned())
            .AddColumn("True class");
        foreach (FileInfo file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            Prediction prediction = model.Predict(file);
            table.AddRow(
                new Text(Path.Combine(file.Directory?.Name ?? "", file.Name)),
                new Markup(MostProbable(model.Classes, prediction)),
                new Text(prediction.ExpertsUsed.ToString()),
                new Markup(TrueClass(file, model.Classes, prediction)));
        }

        AnsiConsole.Write(table);
        return 0;
    }

    private static string MostProbable(IReadOnlyList<string> classes, Prediction prediction)
        => string.Join('\n', classes.Zip(prediction.Score)
            .OrderByDescending(c => c.Second)
            .Take(Shown)
            .Select((c, rank) => $"[{(rank == 0 ? "bold" : "grey")}]{Markup.Escape(c.First)} {c.Second:P1}[/]"));

    /// <summary>The name of the file's folder, if it is that of a class.</summary>
    private static string TrueClass(FileInfo file, IReadOnlyList<string> classes, Prediction prediction)
    {
        string folder = file.Directory?.Name ?? "";
        string colour = folder == prediction.PredictedLabel ? "green" : "red";
        return classes.Contains(folder) ? $"[{colour}]{Markup.Escape(folder)} {(colour == "green" ? "✓" : "✗")}[/]" : "[grey]unknown[/]";
    }
}
