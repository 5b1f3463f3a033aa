using System.Text;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tool.Options;

/// <summary>A page in Markdown with all options: flag, allowed values, default, and meaning.</summary>
internal static class OptionReference
{
    private const string Head = """
        # Options

        All training options, with the defaults of `new RideTrainer.Options()`. A recipe changes some of them: `ride options --recipe NAME` shows its values.
        In C#, `--loss.gamma 2` is `options.Loss.Gamma = 2`; in a JSON file, it is `"loss": { "gamma": 2 }`
        ([schema](../data-schemas/training-options.schema.json)). `ride options --markdown` writes this page.

        """;

    public static string Create()
    {
        var page = new StringBuilder(Head);
        var defaults = new RideOptions();
        foreach (IGrouping<string, OptionFlag> group in OptionFlags.All.GroupBy(flag => flag.Group?.Name ?? "Run"))
        {
            page.Append($"\n## {group.Key}\n\n| flag | value | default | meaning |\n|---|---|---|---|\n");
            foreach (OptionFlag flag in group)
            {
                page.Append($"| `{flag.Name}` | {flag.Requirement} | {flag.Show(defaults)} | {flag.Description.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
            }
        }

        return page.ToString();
    }
}
