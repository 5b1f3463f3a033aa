using System.Globalization;
using Mono.Cecil;

namespace Offline.Surface.Tests.Surface;

/// <summary>Methods and fields as the listings write them, after the type that declares them.</summary>
internal static class MemberText
{
    public static string Of(MethodDefinition method)
    {
        string parameters = string.Join(", ", method.Parameters.Select(Of));
        return $"{TypeText.Of(method.DeclaringType)} {Access(method.IsPublic, IsProtected(method))}{Modifiers(method)} "
            + $"{TypeText.Of(method.ReturnType)} {method.Name}{TypeText.Parameters(method)}({parameters})";
    }

    public static string Of(FieldDefinition field)
    {
        string modifiers = field.IsLiteral ? " const" : (field.IsStatic ? " static" : "") + (field.IsInitOnly ? " readonly" : "");
        string value = field.IsLiteral ? $" = {Constant(field.Constant)}" : "";
        return $"{TypeText.Of(field.DeclaringType)} {Access(field.IsPublic, field.IsFamily || field.IsFamilyOrAssembly)}{modifiers} "
            + $"{TypeText.Of(field.FieldType)} {field.Name}{value}";
    }

    public static string Implements(TypeDefinition type, InterfaceImplementation implementation)
        => $"{TypeText.Of(type)} implements {TypeText.Of(implementation.InterfaceType)}";

    public static bool IsProtected(MethodDefinition method) => method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(bool isPublic, bool isProtected) => isPublic ? "public" : isProtected ? "protected" : "internal";

    private static string Modifiers(MethodDefinition method)
    {
        if (method.IsStatic)
            return " static";
        if (method.DeclaringType.IsInterface || !method.IsVirtual)
            return "";
        if (method.IsAbstract)
            return " abstract";
        if (method.IsFinal)
            return "";
        return method.IsNewSlot ? " virtual" : " override";
    }

    private static string Of(ParameterDefinition parameter)
    {
        bool isParams = parameter.CustomAttributes.Any(a => a.AttributeType.Name is "ParamArrayAttribute");
        string prefix = isParams ? "params " : parameter.IsOut ? "out " : "";
        string value = parameter.HasConstant ? $" = {Constant(parameter.Constant)}" : "";
        return $"{prefix}{TypeText.Of(parameter.ParameterType)} {parameter.Name}{value}";
    }

    private static string Constant(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!
    };
}
