using MLNet.Ride.Evaluation;
using MLNet.Ride.Reporting.Html;

namespace MLNet.Ride.Reporting.Figures;

/// <summary>The most confident mistakes with their images.</summary>
internal static class WorstMistakes
{
    public static Element? Draw(IReadOnlyList<Mistake>? mistakes)
        => mistakes is not { Count: > 0 } ? null : Section.Of(
            "worst-mistakes", "Most confident mistakes", "Wrong predictions with the highest confidence: the true class, and the predicted class."
                + (mistakes.Any(m => m.Heat is not null) ? " The heat shows where the model saw the predicted class (Grad-CAM)." : string.Empty), wide: true,
            new Element("ol") { { "class", "mistakes" }, mistakes.Select(Card) });

    private static Element Card(Mistake m)
        => new("li")
        {
            { "title", m.ImagePath ?? $"row {Numbers.Count(m.Row)}" },
            new Element("div")
            {
                { "class", "pictures" },
                Picture(m.Thumbnail, $"{m.Actual}, mistaken for {m.Predicted}"),
                Picture(m.Heat, $"where the model saw {m.Predicted}"),
            },
            new Element("b") { m.Actual },
            new Element("span") { $"mistaken for {m.Predicted}" },
            new Element("span") { { "class", "score" }, Score(m) },
        };

    private static Element? Picture(string? uri, string description)
        => uri is not null && uri.StartsWith("data:image/", StringComparison.Ordinal) ? new Element("img") { { "src", uri }, { "alt", description } } : null;

    // Scores of other trainers need not be probabilities.
    private static string Score(Mistake m)
        => m.PredictedScore is >= 0 and <= 1
            ? $"{Numbers.WholePercent(m.PredictedScore)}% confident" + (m.ActualScore is { } own ? $"; true class {Numbers.WholePercent(own)}%" : string.Empty)
            : $"score {Numbers.Of(m.PredictedScore, "0.##")}";
}
