using System.CommandLine;
using MLNet.Ride.Tool.Options;

namespace MLNet.Ride.Tool.Commands;

/// <summary><c>ride options</c>.</summary>
internal static class OptionsCommand
{
    private const string Description = """
        Lists every training option with its flag and its value in a recipe, or writes them as JSON to start from.

        Examples:
          ride options --recipe photos
          ride options --recipe cifar100-lt --loss.gamma 2 --json > options.json
        """;

    public static Command Create(Terminal terminal)
    {
        Option<bool> json = Arguments.Json("Write the options as JSON, for ride train --options.");
        var flags = new TrainingFlags();
        Command command = new("options", Description) { json };
        flags.AddTo(command);
        command.SetAction(parsed =>
        {
            RideTrainer.Options options = flags.Read(parsed);
            if (parsed.GetValue(json))
            {
                terminal.Out.WriteLine(OptionSet.Text(OptionSet.ToJson(options)));
                return 0;
            }

            foreach (OptionFlag flag in OptionFlags.All)
            {
                string value = OptionSet.Text(OptionSet.Value(options, flag)).ReplaceLineEndings(" ").Trim('"');
                terminal.Out.WriteLine($"{flag.Name} {flag.Values}  ({(value == "null" ? OptionFlag.None : value)})");
                if (flag.Description.Length > 0)
                {
                    terminal.Out.WriteLine($"    {flag.Description}");
                }
            }

            return 0;
        });
        return command;
    }
}
