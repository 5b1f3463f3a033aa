using System.CommandLine;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tool.Options;

/// <summary>The recipe, the options file, and a flag for every option of a command.</summary>
/// <param name="recipeDescription">Description of the flag <c>--recipe</c>.</param>
internal sealed class TrainingFlags(string recipeDescription)
{
    private readonly Option<string?> _recipe = new("--recipe", "-r") { Description = recipeDescription, HelpName = "NAME" };

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

    /// <summary>The recipe that the user chose; <see langword="null"/> for none.</summary>
    public string? Recipe(ParseResult parsed) => parsed.GetValue(_recipe);

    /// <summary>The settings of a recipe, with those of the options file and of the flags.</summary>
    /// <exception cref="UsageError">The recipe or a setting is unknown, or a setting is out of range.</exception>
    public RideTrainer.Options Read(ParseResult parsed, string recipe)
    {
        try
        {
            return Read(parsed, RideTrainer.Options.Recipe(recipe));
        }
        catch (ArgumentException problem)
        {
            throw new UsageError(problem.Message);
        }
    }

    /// <summary>The given settings, with those of the options file and of the flags.</summary>
    /// <exception cref="UsageError">A setting is unknown or out of range.</exception>
    public RideTrainer.Options Read(ParseResult parsed, RideTrainer.Options options)
    {
        OptionSet.Apply(
            options,
            parsed.GetValue(_file) is { } file ? file.Exists ? file.ToString() : throw new UsageError($"The options file '{file}' does not exist.") : null,
            _flags.Where(f => parsed.GetResult(f.Value) is not null).Select(f => (f.Key, parsed.GetValue(f.Value) ?? "true")));
        return options;
    }
}
