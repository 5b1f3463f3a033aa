using System.Text;

namespace Microsoft.ML.Data;

/// <summary>A confusion matrix as text.</summary>
internal static class ConfusionTable
{
    public static string Format(ConfusionMatrix matrix, string[] names)
    {
        int count = names.Length;
        int width = count == 2 ? 8 : 5;
        int longest = names.Max(n => n.Length);
        bool numbered = longest > width;
        int digits = numbered ? (count - 1).ToString().Length : 0;
        int labelWidth = Math.Max(9, numbered ? longest + digits + 2 : longest);
        string pad = new(' ', labelWidth - 9);
        string rule = string.Concat(Enumerable.Repeat(count > 2 ? "========" : "===========", count));

        var text = new StringBuilder();
        text.AppendLine().AppendLine("Confusion table");
        text.AppendLine($"          {pad}||{rule}");
        text.Append($"PREDICTED {pad}||");
        for (int i = 0; i < count; i++)
            text.Append($" {(numbered ? i.ToString() : names[i]).PadLeft(width)} |");
        text.AppendLine(" Recall").AppendLine($"TRUTH     {pad}||{rule}");
        for (int i = 0; i < count; i++)
        {
            text.Append(numbered ? $"{i.ToString().PadLeft(digits)}. {names[i].PadLeft(labelWidth - digits - 2)} ||" : $"{names[i].PadLeft(labelWidth)} ||");
            foreach (double value in matrix.Counts[i])
                text.Append($" {value.ToString("N0").PadLeft(width)} |");
            text.AppendLine($" {matrix.PerClassRecall[i],5:F4}");
        }

        text.AppendLine($"          {pad}||{rule}").Append($"Precision {pad}||");
        foreach (double precision in matrix.PerClassPrecision)
            text.Append($"{precision.ToString("N4").PadLeft(width + 1)} |");
        return text.AppendLine().ToString();
    }
}
