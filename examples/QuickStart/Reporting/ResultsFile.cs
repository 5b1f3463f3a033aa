using System.Runtime.InteropServices;
using System.Text;
using QuickStart.Data;
using QuickStart.Training;

namespace QuickStart.Reporting;

/// <summary>The comparison as Markdown, with what is needed to repeat it.</summary>
internal static class ResultsFile
{
    public static void Write(string file, Settings settings, IImageSource images, IReadOnlyList<MethodResult> results)
    {
        var buckets = Buckets.Of(results[0].Metrics);
        var text = new StringBuilder();
        text.AppendLine($"# {images.Description}").AppendLine();
        text.AppendLine($"`{settings.Command}` on {Environment.ProcessorCount} processors ({RuntimeInformation.ProcessArchitecture}); "
            + $"{images.TrainingCounts.Values.Sum()} training images of {images.TrainingCounts.Count} classes, "
            + $"{results[0].Metrics.Overall.ExampleCount} test images.").AppendLine();

        AppendRow(text, ["", .. buckets.Select(b => $"{b.Name} ({string.Join(", ", new[] { b.Range, Buckets.Classes(b.Metrics) }.Where(s => s != ""))})")]);
        AppendRow(text, ["---", .. buckets.Select(_ => "---:")]);
        foreach (MethodResult result in results)
        {
            AppendRow(text, [result.Method.Name, .. Buckets.Of(result.Metrics).Select(b => Buckets.Accuracy(b.Metrics))]);
            if (result.HasRouting)
            {
                AppendRow(text, ["… experts asked, mean", .. Buckets.Of(result.Metrics).Select(b => Buckets.ExpertsUsed(b.Metrics))]);
            }
        }

        text.AppendLine();
        AppendRow(text, ["", "training time", "training, images/s", "scoring, images/s"]);
        AppendRow(text, ["---", "---:", "---:", "---:"]);
        foreach (MethodResult result in results)
        {
            AppendRow(text, [result.Method.Name, $"{result.TrainingTime:h\\:mm\\:ss}", $"{result.TrainingSpeed:0}", $"{result.ScoringSpeed:0}"]);
        }

        text.AppendLine();
        foreach (MethodResult result in results)
        {
            text.AppendLine($"- {result.Method.Name}: {Recipe.Describe(result.Method.Options)}");
        }

        File.WriteAllText(file, text.ToString());
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) => text.AppendLine($"| {string.Join(" | ", cells)} |");
}
