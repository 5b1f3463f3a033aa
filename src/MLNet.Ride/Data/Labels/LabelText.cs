using System.Globalization;
using System.Text;

namespace MLNet.Ride.Data.Labels;

/// <summary>Makes labels of text, alike for all loaders.</summary>
internal static class LabelText
{
    private const int MostNamed = 5;

    // With InvariantGlobalization, .NET leaves texts as they are.
    private static bool CanNormalize => "e\u0301".Normalize(NormalizationForm.FormC).Length == 1;

    /// <summary>A label without blanks around it, in Unicode's normalization form C: different encodings of <c>é</c> are one.</summary>
    public static string Of(string text) => text.Trim().Normalize(NormalizationForm.FormC);

    /// <summary>Reports labels that differ only by case, and those that should have been normalized but could not be.</summary>
    /// <param name="labels">The label of each image.</param>
    /// <param name="warn">Receives the reports.</param>
    public static void Report(IEnumerable<string> labels, Action<string> warn)
    {
        IGrouping<string, string>[] classes = [.. labels.GroupBy(label => label, StringComparer.Ordinal)];
        string[] alike = [.. classes.GroupBy(label => label.Key, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => string.Join(" and ", group.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"'{l.Key}' ({l.Count()} images)")))];
        if (alike.Length > 0)
        {
            warn($"Labels that differ only by case are different classes: {string.Join("; ", alike.Take(MostNamed))}{(alike.Length > MostNamed ? "; …" : string.Empty)}. "
                + "If they mean the same class, spell them alike.");
        }

        if (!CanNormalize && classes.FirstOrDefault(label => label.Key.Any(IsCombining)) is { } combined)
        {
            warn($"The label '{combined.Key}' contains a combining character and cannot be normalized, because this app sets InvariantGlobalization. "
                + "The same name encoded in another way would be another class.");
        }
    }

    private static bool IsCombining(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;
}
