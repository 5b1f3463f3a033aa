using System.Text;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Reporting.Figures;
using MLNet.Ride.Reporting.Html;

namespace MLNet.Ride.Reporting;

/// <summary>A <see cref="LongTailedReport"/> as a page.</summary>
internal static class HtmlReport
{
    private const string DefaultTitle = "Long-tailed evaluation";

    private static readonly string s_style = ReadStyle();

    public static string Write(LongTailedReport report)
    {
        LongTailedMethod model = report.Methods[0];
        LongTailedMethod? baseline = report.Methods.Count > 1 ? report.Methods[1] : null;
        string title = string.IsNullOrEmpty(report.Title) ? DefaultTitle : report.Title;
        var text = new StringBuilder()
            .Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            // Nothing is loaded and nothing runs, whatever the names say.
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">");
        new Element("title") { title }.Write(text);
        text.Append("<style>").Append(s_style).Append("</style></head>\n");
        Body(title, model, baseline, report).Write(text);
        return text.Append("</html>\n").ToString();
    }

    private static Element Body(string title, LongTailedMethod model, LongTailedMethod? baseline, LongTailedReport report)
        => new("body")
        {
            new Element("header")
            {
                new Element("h1") { title },
                new Element("p") { Subtitle(model, baseline) },
                Summary.Draw(model, baseline),
            },
            new Element("main")
            {
                Distribution.Draw(model.Metrics),
                BucketAccuracy.Draw(model, baseline),
                ClassRecall.Draw(model, baseline),
                Reliability.Draw(model.Metrics),
                ExpertsUsed.Draw(model.Metrics),
                Confusion.Draw(model.Metrics),
                TrainingCurves.Draw(report.Training),
                WorstMistakes.Draw(report.Mistakes),
                OptionsUsed.Draw(report.TrainingOptions),
                ClassTable.Draw(model.Metrics),
            },
            new Element("footer") { "Written by MLNet.Ride. Accuracies are in per cent; classes without examples are left out of all means." },
        };

    private static string Subtitle(LongTailedMethod model, LongTailedMethod? baseline)
        => (baseline is null ? model.Name : $"{model.Name}, compared with {baseline.Name}")
            + $" · {Numbers.Of(model.Metrics.Classes.Count, "class", "classes")} · {Numbers.Of(model.Metrics.Overall.ExampleCount, "example", "examples")}";

    private static string ReadStyle()
    {
        using Stream stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("MLNet.Ride.Reporting.report.css")!;
        return new StreamReader(stream).ReadToEnd();
    }
}
