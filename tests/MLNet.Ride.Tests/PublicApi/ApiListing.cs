using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MLNet.Ride.Tests.PublicApi;

/// <summary>What an assembly shows to others, a line per type and member, in an order that depends on nothing but the text.</summary>
internal static class ApiListing
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly assembly)
        => assembly.GetExportedTypes().OrderBy(ApiType.FullName, StringComparer.Ordinal).SelectMany(Of);

    private static IEnumerable<string> Of(Type type)
    {
        yield return Declaration(type);
        foreach ((_, string member) in Members(type))
        {
            yield return "    " + member;
        }
    }

    /// <summary>What a type is, as it stands in the listing.</summary>
    public static string Declaration(Type type)
    {
        string kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        Type[] inherited = type.BaseType?.GetInterfaces() ?? [];
        IEnumerable<Type> bases = type.IsEnum
            ? []
            : [.. Base(type), .. type.GetInterfaces().Except(inherited).Where(i => i.IsVisible).OrderBy(ApiType.FullName, StringComparer.Ordinal)];
        string ancestors = string.Join(", ", bases.Select(ApiType.Name));
        return $"{kind} {ApiType.FullName(type)}{(ancestors.Length > 0 ? " : " + ancestors : string.Empty)}";
    }

    private static IEnumerable<Type> Base(Type type)
        => type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? [parent] : [];

    /// <summary>The members of a type that others see, with their lines in the listing, in its order.</summary>
    public static IEnumerable<(MemberInfo Member, string Text)> Members(Type type) => VisibleMembers(type).OrderBy(member => member.Text, StringComparer.Ordinal);

    private static IEnumerable<(MemberInfo Member, string Text)> VisibleMembers(Type type)
    {
        foreach (MemberInfo member in type.GetMembers(Declared).Where(m => !m.IsDefined(typeof(CompilerGeneratedAttribute))))
        {
            string? text = member switch
            {
                ConstructorInfo c when Visible(c) => $"{Modifiers(c)}{ApiType.Name(type)}({Parameters(c)})",
                MethodInfo m when Visible(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal)) => Method(m),
                PropertyInfo p when Visible(p.GetMethod) || Visible(p.SetMethod) => Property(p),
                FieldInfo f when type.IsEnum && f.IsLiteral => $"{f.Name} = {Convert.ToInt64(f.GetRawConstantValue(), CultureInfo.InvariantCulture)}",
                FieldInfo f when !type.IsEnum && f.IsPublic => $"{(f.IsStatic ? "static " : "")}{ApiType.Name(f)} {f.Name}{Constant(f)}",
                EventInfo e when Visible(e.AddMethod) => $"event {ApiType.Name(e.EventHandlerType!)} {e.Name}",
                _ => null,
            };
            if (text is not null)
            {
                yield return (member, text);
            }
        }
    }

    private static bool Visible(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    private static string Method(MethodInfo m)
    {
        string generic = m.IsGenericMethod ? $"<{string.Join(", ", m.GetGenericArguments().Select(a => a.Name))}>" : string.Empty;
        string extension = m.IsDefined(typeof(ExtensionAttribute)) ? "this " : string.Empty;
        return $"{Modifiers(m)}{ApiType.Name(m.ReturnParameter)} {m.Name}{generic}({extension}{Parameters(m)})";
    }

    private static string Property(PropertyInfo p)
    {
        MethodInfo accessor = (Visible(p.GetMethod) ? p.GetMethod : p.SetMethod)!;
        bool init = p.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        string set = Visible(p.SetMethod) ? init ? " init;" : " set;" : string.Empty;
        string required = p.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : string.Empty;
        return $"{required}{Modifiers(accessor)}{ApiType.Name(p)} {p.Name} {{{(Visible(p.GetMethod) ? " get;" : "")}{set} }}";
    }

    private static string Modifiers(MethodBase m)
    {
        string access = m.IsPublic ? string.Empty : "protected ";
        string kind = m switch
        {
            { IsStatic: true } => "static ",
            { IsAbstract: true, DeclaringType.IsInterface: false } => "abstract ",
            MethodInfo { IsVirtual: true, IsFinal: false } o when o.GetBaseDefinition() != o => "override ",
            { IsVirtual: true, IsFinal: false, DeclaringType.IsInterface: false } => "virtual ",
            _ => string.Empty,
        };
        return access + kind;
    }

    private static string Parameters(MethodBase m) => string.Join(", ", m.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo p)
    {
        string direction = p.IsOut ? "out " : p.ParameterType.IsByRef ? p.IsIn ? "in " : "ref " : string.Empty;
        string many = p.IsDefined(typeof(ParamArrayAttribute)) ? "params " : string.Empty;
        return $"{many}{direction}{ApiType.Name(p)} {p.Name}{(p.HasDefaultValue ? " = " + Value(p.RawDefaultValue, p.ParameterType) : "")}";
    }

    private static string Constant(FieldInfo f) => f.IsLiteral ? " = " + Value(f.GetRawConstantValue(), f.FieldType) : string.Empty;

    private static string Value(object? value, Type type)
        => value switch
        {
            null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
            string text => $"\"{text}\"",
            bool truth => truth ? "true" : "false",
            _ when type.IsEnum => Enum.ToObject(type, value).ToString()!,
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
}
