using Mono.Cecil;

namespace Offline.Surface.Tests.Surface;

/// <summary>Types as the listings write them: full names, '+' before nested ones, constraints after the parameters they bind.</summary>
internal static class TypeText
{
    public static string Of(TypeReference type) => type.FullName.Replace('/', '+');

    public static string Parameters(IGenericParameterProvider provider)
        => provider.HasGenericParameters ? $"<{string.Join(", ", provider.GenericParameters.Select(Of))}>" : "";

    public static string Declaration(TypeDefinition type)
    {
        string access = !IsVisible(type) ? "internal" : type.IsNestedFamily || type.IsNestedFamilyOrAssembly ? "protected" : "public";
        if (IsDelegate(type))
            return $"{access} delegate {Of((TypeReference)type)}{Parameters(type)}";
        string kind = type.IsInterface ? "interface"
            : type.IsEnum ? "enum"
            : type.IsValueType ? "struct"
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class"
            : "class";
        bool hasBase = kind.EndsWith("class") && type.BaseType is { FullName: not "System.Object" };
        return $"{access} {kind} {Of((TypeReference)type)}{Parameters(type)}{(hasBase ? $" : {Of(type.BaseType)}" : "")}";
    }

    public static bool IsDelegate(TypeDefinition type) => type.BaseType?.FullName == "System.MulticastDelegate";

    public static bool IsVisible(TypeDefinition type)
        => type.DeclaringType == null
            ? type.IsPublic
            : IsVisible(type.DeclaringType) && (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamilyOrAssembly);

    private static string Of(GenericParameter parameter)
    {
        string variance = parameter.IsCovariant ? "out " : parameter.IsContravariant ? "in " : "";
        string bound = parameter.HasConstraints ? $" where {string.Join(", ", parameter.Constraints.Select(c => Of(c.ConstraintType)))}" : "";
        string isClass = parameter.HasReferenceTypeConstraint ? " class" : "";
        string hasConstructor = parameter.HasDefaultConstructorConstraint ? " new()" : "";
        return variance + parameter.Name + bound + isClass + hasConstructor;
    }
}
