using System.Reflection;

namespace MLNet.Ride.Tests.PublicApi;

/// <summary>Types as they are written in C#, with the question marks of nullable references.</summary>
internal static class ApiType
{
    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(byte)] = "byte",
        [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double",
    };

    public static string FullName(Type type) => $"{type.Namespace}.{Name(type)}";

    public static string Name(Type type) => Name(type, null);

    public static string Name(ParameterInfo parameter) => Name(parameter.ParameterType, new NullabilityInfoContext().Create(parameter));

    public static string Name(PropertyInfo property) => Name(property.PropertyType, new NullabilityInfoContext().Create(property));

    public static string Name(FieldInfo field) => Name(field.FieldType, new NullabilityInfoContext().Create(field));

    private static string Name(Type type, NullabilityInfo? nullability)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!, nullability);
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Name(value) + "?";
        }

        bool mayBeNull = !type.IsValueType && nullability is { ReadState: NullabilityState.Nullable } or { WriteState: NullabilityState.Nullable };
        string text = type.IsArray
            ? $"{Name(type.GetElementType()!, nullability?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]"
            : s_keywords.GetValueOrDefault(type) ?? Plain(type, nullability);
        return text + (mayBeNull ? "?" : string.Empty);
    }

    private static string Plain(Type type, NullabilityInfo? nullability)
    {
        string name = type.Name.Split('`')[0];
        if (type.IsGenericType)
        {
            Type[] arguments = type.GetGenericArguments();
            NullabilityInfo[] known = nullability?.GenericTypeArguments ?? [];
            name += $"<{string.Join(", ", arguments.Select((a, i) => Name(a, i < known.Length ? known[i] : null)))}>";
        }

        return type is { IsNested: true, IsGenericParameter: false } ? $"{Name(type.DeclaringType!)}.{name}" : name;
    }
}
