using System.Reflection;

namespace MLNet.Ride.Tests.PublicApi;

/// <summary>The names that members have in documentation files (C# language specification, annex D).</summary>
internal static class DocumentationId
{
    public static string Of(MemberInfo member)
        => member switch
        {
            Type type => "T:" + Plain(type),
            ConstructorInfo constructor => $"M:{Plain(constructor.DeclaringType!)}.#ctor{Parameters(constructor)}",
            MethodInfo method => $"M:{Plain(method.DeclaringType!)}.{method.Name}{(method.IsGenericMethod ? "``" + method.GetGenericArguments().Length : "")}{Parameters(method)}",
            PropertyInfo property => $"P:{Plain(property.DeclaringType!)}.{property.Name}{Parameters(property.GetIndexParameters())}",
            FieldInfo field => $"F:{Plain(field.DeclaringType!)}.{field.Name}",
            EventInfo change => $"E:{Plain(change.DeclaringType!)}.{change.Name}",
            _ => throw new ArgumentException($"{member.MemberType} has no documentation.", nameof(member)),
        };

    private static string Plain(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string Parameters(MethodBase method) => Parameters(method.GetParameters());

    private static string Parameters(ParameterInfo[] parameters)
        => parameters.Length == 0 ? "" : $"({string.Join(',', parameters.Select(p => Name(p.ParameterType)))})";

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!) + "@";
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        if (type.IsGenericParameter)
        {
            return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        }

        return type.IsGenericType
            ? $"{Plain(type).Split('`')[0]}{{{string.Join(',', type.GetGenericArguments().Select(Name))}}}"
            : Plain(type);
    }
}
