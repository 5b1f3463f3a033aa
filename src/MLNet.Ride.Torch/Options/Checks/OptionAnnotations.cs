using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace MLNet.Ride.Torch.Options;

/// <summary>
/// Checks options against the data annotations of their properties, group by group. A range on a list holds for each of its items; a property whose type
/// is not nullable must be set.
/// </summary>
internal static class OptionAnnotations
{
    /// <summary>Checks every property of a group and of the groups in it.</summary>
    /// <param name="options">The group.</param>
    /// <param name="path">What stands before the names of its properties in messages, such as <c>Loss.</c>; empty for the settings of a run.</param>
    /// <exception cref="ArgumentException">A setting is not allowed; the message names it, what it must be, and its value.</exception>
    public static void Check(object options, string path = "")
    {
        foreach (PropertyInfo property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            Check(property, property.GetValue(options), path + property.Name, property.Name);
        }
    }

    /// <summary>Checks a value against the annotations of the setting that it is for.</summary>
    /// <typeparam name="TOptions">Type of the group.</typeparam>
    /// <param name="setting">Name of the setting.</param>
    /// <param name="value">The value.</param>
    /// <param name="name">Name of the value in messages.</param>
    /// <exception cref="ArgumentException">The value is not allowed.</exception>
    public static void Check<TOptions>(string setting, object value, string name) => Check(typeof(TOptions).GetProperty(setting)!, value, name, setting);

    /// <summary>Whether settings of this type form a group of their own.</summary>
    public static bool IsGroup(Type type) => type.IsClass && type.Namespace == typeof(OptionAnnotations).Namespace;

    /// <summary>What a range allows, such as "between 1 and 16" or "at least 0 and below 1".</summary>
    public static string Describe(RangeAttribute range)
    {
        string least = Number(range.Minimum), most = Number(range.Maximum);
        return (range.MinimumIsExclusive, IsUnbounded(range), range.MaximumIsExclusive) switch
        {
            (true, true, _) => $"above {least}",
            (false, true, _) => $"at least {least}",
            (false, false, false) => $"between {least} and {most}",
            (var above, _, var below) => $"{(above ? "above" : "at least")} {least} and {(below ? "below" : "at most")} {most}",
        };
    }

    /// <summary>Whether a range has no upper bound.</summary>
    public static bool IsUnbounded(RangeAttribute range) => range.Maximum is int.MaxValue or double.MaxValue;

    private static void Check(PropertyInfo property, object? value, string name, string parameter)
    {
        if (value is null)
        {
            if (new NullabilityInfoContext().Create(property).WriteState == NullabilityState.NotNull)
            {
                throw new ArgumentNullException(parameter, $"{name} must be set; omit it to use its default.");
            }

            return;
        }

        foreach (ValidationAttribute annotation in property.GetCustomAttributes<ValidationAttribute>())
        {
            Check(annotation, value, name);
        }

        if (value is Enum && !Enum.IsDefined(value.GetType(), value))
        {
            throw NotOneOf(name, Enum.GetNames(value.GetType()), value);
        }

        if (IsGroup(property.PropertyType))
        {
            Check(value, name + ".");
        }
    }

    private static void Check(ValidationAttribute annotation, object value, string name)
    {
        switch (annotation)
        {
            case RangeAttribute range when value is IEnumerable items:
                foreach (object item in items)
                {
                    InRange(range, item, name, $"An item of {name}");
                }

                break;
            case RangeAttribute range:
                InRange(range, value, name, name);
                break;
            case AllowedValuesAttribute allowed when !allowed.IsValid(value):
                throw NotOneOf(name, allowed.Values, value, allowed.ErrorMessage);
            case RegularExpressionAttribute pattern when !pattern.IsValid(value):
                throw new ArgumentException($"{name} must match {pattern.Pattern}, but is '{value}'.", name);
            case LengthAttribute length when !length.IsValid(value):
                throw new ArgumentException($"{name} must have {length.MinimumLength} items, but has {Count(value)}.", name);
            case MinLengthAttribute length when !length.IsValid(value):
                throw new ArgumentException($"{name} must have at least {length.Length} item, but has {Count(value)}.", name);
        }
    }

    private static int Count(object items) => ((IEnumerable)items).Cast<object>().Count();

    private static void InRange(RangeAttribute range, object value, string name, string subject)
    {
        if (!range.IsValid(value))
        {
            // Without the value beside the message: .NET would add it in the current culture.
            throw new ArgumentOutOfRangeException(name, $"{subject} must be {Describe(range)}, but is {Number(value)}.");
        }
    }

    private static ArgumentOutOfRangeException NotOneOf(string name, IEnumerable<object?> allowed, object value, string? hint = null)
        => new(name, $"{name} must be one of {string.Join(", ", allowed)}, but is {value}.{(hint is null ? "" : " " + hint)}");

    private static string Number(object value) => value switch
    {
        double number when Math.Abs(number) is > 0 and < 1e-4 => number.ToString("0.############", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
