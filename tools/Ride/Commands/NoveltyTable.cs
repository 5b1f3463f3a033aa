using MLNet.Ride.Evaluation;
using Spectre.Console;

namespace MLNet.Ride.Tool.Commands;

/// <summary>Writes scores of novelty as a table.</summary>
internal sealed class NoveltyTable
{
    private readonly Table _table = new Table { Border = TableBorder.Rounded }.AddColumns(
        new TableColumn("score"), Number("threshold"), Number("known images\nkept"), Number("unknown images\nrejected"), Number("AUROC"), Number("FPR95"));

    public void Add(NoveltyReport report, NoveltyMetrics? metrics)
        => _table.AddRow(
            char.ToLowerInvariant(report.Score.ToString()[0]) + report.Score.ToString()[1..],
            $"{report.Threshold:0.###}",
            $"{100 * report.Recall:0.0}%",
            metrics is null ? "–" : $"{100 * metrics.UnknownRejected:0.0}%",
            metrics is null ? "–" : $"{metrics.Auroc:0.000}",
            metrics is null ? "–" : $"{100 * metrics.FalsePositiveRate95:0.0}%");

    public void Write(IAnsiConsole console) => console.Write(_table);

    private static TableColumn Number(string header) => new TableColumn(header).RightAligned();
}
