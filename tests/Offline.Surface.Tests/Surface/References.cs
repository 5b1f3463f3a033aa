using Mono.Cecil;

namespace Offline.Surface.Tests.Surface;

/// <summary>The members of other assemblies that a compiled assembly uses, as the stand-ins define them.</summary>
internal static class References
{
    public static IEnumerable<MethodDefinition> Methods(ModuleDefinition module, string assemblyPrefix)
        => Members(module, assemblyPrefix).Select(m => m.Resolve()).OfType<MethodDefinition>().Where(m => !TypeText.IsDelegate(m.DeclaringType)).Distinct();

    public static IEnumerable<FieldDefinition> Fields(ModuleDefinition module, string assemblyPrefix)
        => Members(module, assemblyPrefix).Select(m => m.Resolve()).OfType<FieldDefinition>().Distinct();

    public static IEnumerable<TypeDefinition> Types(ModuleDefinition module, string assemblyPrefix)
        => module.GetTypeReferences().Where(t => t.Scope.Name.StartsWith(assemblyPrefix)).Select(t => t.Resolve()).Where(t => t != null).Distinct();

    private static IEnumerable<MemberReference> Members(ModuleDefinition module, string assemblyPrefix)
        => module.GetMemberReferences().Where(m => m.DeclaringType.GetElementType().Scope.Name.StartsWith(assemblyPrefix));
}
