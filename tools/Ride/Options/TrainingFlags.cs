using System.CommandLine;
using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tool.Options;

/// <summary>The recipe, the options file, and a flag for every option of a command.</summary>
internal sealed class TrainingFlags
{
    private readonly Option<string> _recipe = new("--recipe", "-r")
    {
        Description = "Settings to start from. 'ride methods' lists the recipes.",
        HelpName = "NAME",
        DefaultValueFactory = _ => Recipes.SmallImages,
    };

    private readonly Option<FileInfo?> _file = new("--options") { Description = "JSON file with options that override the recipe's.", HelpName = "FILE" };
    private readonly Dictionary<OptionFlag, Option<string?>> _flags = OptionFlags.All
        .Where(f => f.Group?.Name != nameof(RideOptions.Checkpoints))
        .ToDictionary(f => f, f => new Option<string?>(f.Name) { Description = f.Description, HelpName = f.Values, Hidden = f.Group is not null });

    public void AddTo(Command command)
    {
        command.Add(_recipe);
        command.Add(_file);
        foreach (Option<string?> flag in _flags.Values)
        {
            flag.Arity = flag.HelpName == "true|false" ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne;
            command.Add(flag);
        }
    }

    public RideTrainer.Options Read(ParseResult parsed)
    {
        RideTrainer.Options options;
        try
        {
            options = RideTrainer.Options.Recipe(parsed.GetRequiredValue(_recipe));
        }
        catch (ArgumentException problem)
        {
            throw new UsageError(problem.Message);
        }

        OptionSet.Apply(
            options,
            parsed.GetValue(_file) is { } file ? file.Exists ? file.ToString() : throw new UsageError($"The options file '{file}' does not exist.") : null,
            _flags.Where(f => parsed.GetResult(f.Value) is not null).Select(f => (f.Key, parsed.GetValue(f.Value) ?? "true")));
        return options;
    }
}
