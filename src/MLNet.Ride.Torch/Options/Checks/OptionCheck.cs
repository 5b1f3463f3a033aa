using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace MLNet.Ride.Torch.Options;

internal static class OptionCheck
{
    public static void InRange<T>(T value, T least, T most, string name)
        where T : INumber<T>, IMinMaxValue<T>
    {
        if (!(value >= least && value <= most))
        {
            // Without the value beside the message: .NET would add it in the current culture.
            throw new ArgumentOutOfRangeException(name, string.Create(CultureInfo.InvariantCulture, $"{name} must be {Range(least, most)}, but is {value}."));
        }
    }

    public static void Known(string? value, IReadOnlyCollection<string> known, string name)
    {
        if (value is null || !known.Contains(value, StringComparer.Ordinal))
        {
            throw new ArgumentException($"{name} '{value}' is unknown. Available: {string.Join(", ", known)}.", name);
        }
    }

    public static void Defined<T>(T value, string name)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be one of {string.Join(", ", Enum.GetNames<T>())}.");
        }
    }

    public static T NotNull<T>(T? value, string name)
        where T : class
        => value ?? throw new ArgumentNullException(name, $"{name} must be set.");

    /// <summary>Refuses settings of a group that differ from their defaults where the group is switched off.</summary>
    /// <param name="settings">The group, each setting in its range.</param>
    /// <param name="group">Name of the group.</param>
    /// <param name="switchName">Name of the setting that switches it off.</param>
    /// <param name="on">What that one may be set to instead.</param>
    public static void SwitchedOff<T>(T settings, string group, string switchName, string on)
        where T : class, new()
    {
        JsonElement values = JsonSerializer.SerializeToElement(settings);
        JsonElement defaults = JsonSerializer.SerializeToElement(new T());
        string[] changed = [.. values.EnumerateObject()
            .Where(setting => setting.Name != switchName && setting.Value.GetRawText() != defaults.GetProperty(setting.Name).GetRawText())
            .Select(setting => $"{group}.{setting.Name}")];
        if (changed.Length > 0)
        {
            throw new ArgumentException(
                $"{string.Join(", ", changed)} would have no effect, because {group}.{switchName} is {values.GetProperty(switchName).GetRawText()}: "
                + $"set {switchName} to {on}, or leave the rest of {group} at its defaults.",
                changed[0]);
        }
    }

    private static string Range<T>(T least, T most)
        where T : INumber<T>, IMinMaxValue<T>
        => most == T.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"at least {least}")
            : string.Create(CultureInfo.InvariantCulture, $"between {least} and {most}");
}
