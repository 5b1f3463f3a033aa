using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tool.Options;

/// <summary>A setting of a training run: a property of <see cref="RideOptions"/> or of one of its groups.</summary>
/// <param name="Group">The property of the group, or <see langword="null"/>.</param>
/// <param name="Property">The property itself.</param>
internal sealed record OptionFlag(PropertyInfo? Group, PropertyInfo Property)
{
    /// <summary>The word for no value.</summary>
    public const string None = "none";

    /// <summary>Such as <c>--loss.diversity-factor</c>.</summary>
    public string Name => "--" + (Group is null ? string.Empty : Kebab(Group.Name) + ".") + Kebab(Property.Name);

    /// <summary>Its path in JSON.</summary>
    public IReadOnlyList<string> Path => [.. new[] { Group?.Name, Property.Name }.OfType<string>().Select(Camel)];

    /// <summary>The summary of its documentation.</summary>
    public string Description => OptionDocumentation.Of(Property);

    private Type Type => Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;

    /// <summary>The values that it accepts.</summary>
    public string Values
        => Type == typeof(bool) ? "true|false"
            : Type.IsEnum ? string.Join('|', Enum.GetNames(Type).Select(Camel))
            : IsList ? "N,N,…"
            : Type == typeof(string) ? "TEXT" : "N";

    /// <summary>What its value must be.</summary>
    public string Requirement => Kind + (Property.GetCustomAttribute<RangeAttribute>() is { } range ? $", {(IsList ? "each " : "")}{OptionAnnotations.Describe(range)}" : "");

    private string Kind
        => Type == typeof(bool) ? "true or false"
            : Property.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed ? "one of " + string.Join(", ", allowed.Values.Select(value => Camel(value!.ToString()!)))
            : Type.IsEnum ? "one of " + string.Join(", ", Enum.GetNames(Type).Select(Camel))
            : IsList ? "a list of numbers"
            : Type == typeof(string) ? "text"
            : Type == typeof(int) ? "a whole number" : "a number";

    private bool IsList => Type != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(Type);

    private Type ItemType => Type.IsArray ? Type.GetElementType()! : Type.GetGenericArguments()[0];

    public object? Get(RideOptions options) => Property.GetValue(Group is null ? options : Group.GetValue(options));

    /// <summary>Its value as it stands on a command line.</summary>
    public string Show(RideOptions options)
        => OptionSet.Value(options, this) switch
        {
            null => None,
            JsonArray items => string.Join(',', items.Select(item => item!.ToJsonString())),
            JsonNode value => value.ToJsonString().Trim('"'),
        };

    public void Set(RideOptions options, object? value) => Property.SetValue(Group is null ? options : Group.GetValue(options), value);

    /// <summary>Converts its text to JSON, whose type is checked later.</summary>
    public JsonNode? Parse(string text)
        => text == None && (Nullable.GetUnderlyingType(Property.PropertyType) is not null || IsList || (Type == typeof(string) && IsNullable)) ? null
            : IsList ? new JsonArray([.. text.Split(',').Select(part => Value(part.Trim(), ItemType))])
            : Value(text, Type);

    // Reflection shows nullability of strings only through their annotations.
    private bool IsNullable => new NullabilityInfoContext().Create(Property).WriteState == NullabilityState.Nullable;

    private static JsonNode Value(string text, Type type)
        => type == typeof(bool) && bool.TryParse(text, out bool truth) ? JsonValue.Create(truth)
            : (type == typeof(double) || type == typeof(float)) && double.TryParse(text.Replace('−', '-'), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                && double.IsFinite(number) ? JsonValue.Create(number)
            : type == typeof(int) && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int whole) ? JsonValue.Create(whole)
            : type.IsEnum && Enum.GetNames(type).FirstOrDefault(n => n.Equals(text.Replace("-", ""), StringComparison.OrdinalIgnoreCase)) is { } known
                ? JsonValue.Create(Camel(known))
            : JsonValue.Create(text);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static string Kebab(string name)
        => string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
