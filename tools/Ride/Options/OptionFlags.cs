using System.Reflection;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tool.Options;

/// <summary>All settings of a training run with plain values, found by reflection, so that every new setting has a flag.</summary>
internal static class OptionFlags
{
    public static IReadOnlyList<OptionFlag> All { get; } =
    [
        .. Settable(typeof(RideOptions)).Where(p => IsPlain(p.PropertyType)).Select(p => new OptionFlag(null, p)),
        .. Settable(typeof(RideOptions)).Where(p => OptionAnnotations.IsGroup(p.PropertyType)).SelectMany(
            group => Settable(group.PropertyType).Where(p => IsPlain(p.PropertyType)).Select(p => new OptionFlag(group, p))),
    ];

    private static IEnumerable<PropertyInfo> Settable(Type type)
        => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is { IsPublic: true });

    private static bool IsPlain(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum || type == typeof(string) || type == typeof(bool) || type == typeof(int) || type == typeof(double) || type == typeof(float)
            || (type.IsArray && IsPlain(type.GetElementType()!))
            || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) && IsPlain(type.GetGenericArguments()[0]));
    }
}
