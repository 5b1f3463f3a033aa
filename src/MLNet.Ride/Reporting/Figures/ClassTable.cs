using MLNet.Ride.Evaluation;
using MLNet.Ride.Reporting.Html;

namespace MLNet.Ride.Reporting.Figures;

/// <summary>The metrics of every class, collapsed.</summary>
internal static class ClassTable
{
    private const int MostRows = 2000;

    public static Element Draw(LongTailedMetrics metrics)
    {
        bool hasExperts = metrics.Classes.Any(c => c.MeanExpertsUsed is not null);
        ClassMetrics[] classes = [.. metrics.Classes.OrderByDescending(c => c.TrainingCount).Take(MostRows)];
        int left = metrics.Classes.Count - classes.Length;
        string says = left == 0 ? "By training count." : $"The {Numbers.Count(MostRows)} most frequent classes; the JSON file also has the other {Numbers.Count(left)}.";
        string[] header = ["class", "training images", "examples", "recall", "precision", "F1", .. hasExperts ? new[] { "experts" } : []];
        return Section.Of(
            "classes", "All classes", says, wide: true,
            new Element("details")
            {
                new Element("summary") { $"Show {Numbers.Of(classes.Length, "class", "classes")}" },
                Section.Table("Metrics by class", header, classes.Select(c => Row(c, hasExperts))),
            });
    }

    private static IEnumerable<string> Row(ClassMetrics c, bool hasExperts)
        => [
            c.Name, Numbers.Count(c.TrainingCount), Numbers.Count(c.ExampleCount),
            Numbers.PercentOrNone(c.Recall), Numbers.PercentOrNone(c.Precision), Numbers.PercentOrNone(c.F1),
            .. hasExperts ? new[] { c.MeanExpertsUsed is { } mean ? Numbers.Of(mean, "0.00") : "–" } : [],
        ];
}
