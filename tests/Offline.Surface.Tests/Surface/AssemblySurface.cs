using Mono.Cecil;

namespace Offline.Surface.Tests.Surface;

/// <summary>All that an assembly shows to others, one line each.</summary>
internal static class AssemblySurface
{
    public static IEnumerable<string> Lines(ModuleDefinition module) => VisibleTypes(module).SelectMany(Lines);

    public static IEnumerable<TypeDefinition> VisibleTypes(ModuleDefinition module) => module.GetTypes().Where(TypeText.IsVisible);

    private static IEnumerable<string> Lines(TypeDefinition type)
    {
        yield return TypeText.Declaration(type);
        if (type.IsEnum)
        {
            foreach (FieldDefinition field in type.Fields.Where(f => f.IsLiteral))
                yield return MemberText.Of(field);
            yield break;
        }

        if (TypeText.IsDelegate(type))
        {
            yield return MemberText.Of(type.Methods.Single(m => m.Name == "Invoke"));
            yield break;
        }

        foreach (InterfaceImplementation implementation in type.Interfaces.Where(i => IsVisible(i.InterfaceType)))
            yield return MemberText.Implements(type, implementation);
        foreach (FieldDefinition field in type.Fields.Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly))
            yield return MemberText.Of(field);
        foreach (MethodDefinition method in type.Methods.Where(m => m.IsPublic || MemberText.IsProtected(m)))
            yield return MemberText.Of(method);
    }

    private static bool IsVisible(TypeReference type) => type.Resolve() is not { } definition || TypeText.IsVisible(definition);
}
