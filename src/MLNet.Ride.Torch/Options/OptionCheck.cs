using System.Numerics;

namespace MLNet.Ride.Torch;

internal static class OptionCheck
{
    public static void InRange<T>(T value, T least, T most, string name)
        where T : INumber<T>, IMinMaxValue<T>
    {
        if (!(value >= least && value <= most))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be {Range(least, most)}, but is {value}.");
        }
    }

    public static void Known(string? value, IReadOnlyCollection<string> known, string name)
    {
        if (value is null || !known.Contains(value, StringComparer.Ordinal))
        {
            throw new ArgumentException($"{name} '{value}' is not known. Known are: {string.Join(", ", known)}.", name);
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
        => value ?? throw new ArgumentNullException(name, $"{name} must be set; leave it out to have its defaults.");

    private static string Range<T>(T least, T most)
        where T : INumber<T>, IMinMaxValue<T>
        => most == T.MaxValue ? $"at least {least}" : $"between {least} and {most}";
}
