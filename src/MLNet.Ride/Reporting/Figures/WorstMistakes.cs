using MLNet.Ride.Evaluation;
using MLNet.Ride.Reporting.Html;

namespace MLNet.Ride.Reporting.Figures;

/// <summary>The worst mistakes with their images.</summary>
internal static class WorstMistakes
{
    public static Element? Draw(IReadOnlyList<Mistake>? mistakes)
        => mistakes is not { Count: > 0 } ? null : Section.Of(
            "worst-mistakes", "The worst mistakes", "Where the model was surest and wrong: what the image shows, and what it was taken for.", wide: true,
            new Element("ol") { { "class", "mistakes" }, mistakes.Select(Card) });

    private static Element Card(Mistake m)
        => new("li")
        {
            { "title", m.ImagePath ?? $"row {Numbers.Count(m.Row)}" },
            m.Thumbnail is null || !m.Thumbnail.StartsWith("data:image/", StringComparison.Ordinal)
                ? null
                : new Element("img") { { "src", m.Thumbnail }, { "alt", $"{m.Actual}, taken for {m.Predicted}" } },
            new Element("b") { m.Actual },
            new Element("span") { $"taken for {m.Predicted}" },
            new Element("span") { { "class", "score" }, Score(m) },
        };

    // Scores of other trainers need not be probabilities.
    private static string Score(Mistake m)
        => m.PredictedScore is >= 0 and <= 1
            ? $"{Numbers.WholePercent(m.PredictedScore)} % sure" + (m.ActualScore is { } own ? $"; own {Numbers.WholePercent(own)} %" : string.Empty)
            : $"score {Numbers.Of(m.PredictedScore, "0.##")}";
}
