using System.CommandLine;
using MLNet.Ride.Tool.Options;
using MLNet.Ride.Torch;

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
        Option<bool> schema = new("--schema") { Description = "Write the JSON schema of an options file." };
        Option<bool> markdown = new("--markdown") { Description = "Write the reference of all options as Markdown." };
        var flags = new TrainingFlags($"Settings to start from. 'ride methods' lists the recipes. Default: {Recipes.SmallImages}.");
        Command command = new("options", Description) { json, schema, markdown };
        flags.AddTo(command);
        command.SetAction(parsed =>
        {
            RideTrainer.Options options = flags.Read(parsed, flags.Recipe(parsed) ?? Recipes.SmallImages);
            string? page = parsed.GetValue(schema) ? OptionSet.Text(OptionSchema.Create())
                : parsed.GetValue(markdown) ? OptionReference.Create().TrimEnd()
                : parsed.GetValue(json) ? OptionSet.Text(OptionSet.ToJson(options))
                : null;
            if (page is not null)
            {
                terminal.Out.WriteLine(page);
                return 0;
            }

            foreach (OptionFlag flag in OptionFlags.All)
            {
                terminal.Out.WriteLine($"{flag.Name} {flag.Values}  ({flag.Show(options)})");
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
