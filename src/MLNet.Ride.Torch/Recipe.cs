using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch;

/// <summary>A recipe: settings that belong together, by a name.</summary>
public sealed class Recipe
{
    private readonly Action<RideOptions> _apply;

    internal Recipe(string name, string description, Action<RideOptions> apply)
    {
        Name = name;
        Description = description;
        _apply = apply;
    }

    /// <summary>Name of the recipe, in small letters.</summary>
    public string Name { get; }

    /// <summary>What it is for and where it comes from, in a sentence.</summary>
    public string Description { get; }

    /// <summary>Makes options with the settings of the recipe.</summary>
    /// <typeparam name="TOptions">Type of the options; what it has beyond <see cref="RideOptions"/> keeps its defaults.</typeparam>
    /// <returns>New options.</returns>
    public TOptions Create<TOptions>()
        where TOptions : RideOptions, new()
    {
        var options = new TOptions();
        _apply(options);
        return options;
    }
}
