using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch;

/// <summary>A named set of training settings.</summary>
public sealed class Recipe
{
    private readonly Action<RideOptions> _apply;

    internal Recipe(string name, string description, Action<RideOptions> apply)
    {
        Name = name;
        Description = description;
        _apply = apply;
    }

    /// <summary>Name of the recipe, in lowercase.</summary>
    public string Name { get; }

    /// <summary>Purpose and source of the recipe, in one sentence.</summary>
    public string Description { get; }

    /// <summary>Creates options with the settings of the recipe.</summary>
    /// <typeparam name="TOptions">Type of the options; properties beyond <see cref="RideOptions"/> keep their defaults.</typeparam>
    /// <returns>New options.</returns>
    public TOptions Create<TOptions>()
        where TOptions : RideOptions, new()
    {
        var options = new TOptions();
        _apply(options);
        return options;
    }
}
