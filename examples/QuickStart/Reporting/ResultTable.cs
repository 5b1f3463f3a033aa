using QuickStart.Training;
using Spectre.Console;

namespace QuickStart.Reporting;

/// <summary>The comparison, in the terminal.</summary>
internal static class ResultTable
{
    public static void Write(IReadOnlyList<MethodResult> results)
    {
        Table table = new Table { Border = TableBorder.Rounded, Title = new("Accuracy on the test images") }
            .AddColumn(new TableColumn("Training images of the class"));
        foreach ((string name, string range, var bucket) in Buckets.Of(results[0].Metrics))
        {
            string header = string.Join('\n', new[] { $"[bold]{name}[/]", range, Buckets.Classes(bucket) }.Where(line => line != ""));
            table.AddColumn(new TableColumn(header).RightAligned());
        }

        foreach (MethodResult result in results)
        {
            var buckets = Buckets.Of(result.Metrics);
            table.AddRow([result.Method.Name, .. buckets.Select(b => $"[bold]{Buckets.Accuracy(b.Metrics)}[/]")]);
            if (result.HasRouting)
            {
                table.AddRow(["[grey]  experts asked, mean[/]", .. buckets.Select(b => $"[grey]{Buckets.ExpertsUsed(b.Metrics)}[/]")]);
            }
        }

        AnsiConsole.Write(table);
        foreach (MethodResult result in results)
        {
            AnsiConsole.MarkupLineInterpolated(
                $"{result.Method.Name}: trained in {result.TrainingTime:h\\:mm\\:ss} ({result.TrainingSpeed:0} images/s), scores {result.ScoringSpeed:0} images/s");
        }
    }
}
