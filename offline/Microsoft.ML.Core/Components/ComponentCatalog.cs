using System.Reflection;

namespace Microsoft.ML.Runtime;

public sealed class ComponentCatalog
{
    private readonly object _lock = new();
    private readonly HashSet<string> _registered = [];
    private readonly Dictionary<(string Name, Type Signature), LoadableClassInfo> _classes = [];
    private readonly Dictionary<(Type Attribute, string Contract), Type> _extensions = [];

    internal ComponentCatalog()
    {
    }

    public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
    {
        lock (_lock)
        {
            if (!_registered.Add(assembly.FullName))
                return;
            foreach (LoadableClassAttributeBase attribute in assembly.GetCustomAttributes<LoadableClassAttributeBase>())
                Add(new LoadableClassInfo(attribute, throwOnError), throwOnError);
            RegisterExtensions(assembly, throwOnError);
        }
    }

    internal static bool TryCreateInstance<TRes, TSig>(IHostEnvironment env, out TRes result, string name, string options, params object[] extra)
        where TRes : class
    {
        result = null;
        LoadableClassInfo info = env.ComponentCatalog.GetLoadableClassInfo(name, typeof(TSig));
        if (info == null)
            return false;
        if (!typeof(TRes).IsAssignableFrom(info.Type))
            throw env.Except("Loadable class '{0}' does not derive from '{1}'", name, typeof(TRes).FullName);
        if (info.ExtraArgCount != extra.Length)
            throw env.Except("Wrong number of extra parameters for loadable class '{0}', need '{1}', given '{2}'", name, info.ExtraArgCount, extra.Length);
        if (!string.IsNullOrEmpty(options))
            throw env.Except("Loadable class '{0}' doesn't support settings", name);
        result = (TRes)info.CreateInstance(env, extra);
        return true;
    }

    internal LoadableClassInfo GetLoadableClassInfo(string loadName, Type signatureType)
        => _classes.GetValueOrDefault(((loadName ?? "").ToLowerInvariant().Trim(), signatureType));

    internal object GetExtensionValue(IHostEnvironment env, Type attributeType, string contractName)
        => _extensions.TryGetValue((attributeType, contractName), out Type type)
            ? Activator.CreateInstance(type)
            : throw env.Except($"Unable to locate an extension for the contract '{contractName}'. Ensure you have called "
                + "ComponentCatalog.RegisterAssembly with the Assembly that contains the extension, and that the class has the "
                + $"attribute {attributeType} associated with it.");

    private void Add(LoadableClassInfo info, bool throwOnError)
    {
        foreach (Type signature in info.SignatureTypes)
        {
            foreach (string name in info.LoadNames)
            {
                if (!_classes.TryAdd((name.ToLowerInvariant(), signature), info) && throwOnError)
                    throw Contracts.Except($"ComponentCatalog cannot map name '{name}' and SignatureType '{signature}' to {info.Type.Name}, "
                        + $"already mapped to {_classes[(name.ToLowerInvariant(), signature)].Type.Name}.");
            }
        }
    }

    private void RegisterExtensions(Assembly assembly, bool throwOnError)
    {
        if (assembly.FullName.StartsWith("Microsoft.ML.", StringComparison.Ordinal)
            && assembly.GetName().GetPublicKey().AsSpan().SequenceEqual(typeof(ComponentCatalog).Assembly.GetName().GetPublicKey()))
            return;
        foreach (Type type in assembly.GetTypes().Where(t => t.IsClass))
        {
            foreach (ExtensionBaseAttribute attribute in type.GetCustomAttributes<ExtensionBaseAttribute>())
            {
                if (!_extensions.TryAdd((attribute.GetType(), attribute.ContractName), type) && throwOnError)
                    throw Contracts.Except($"An extension for '{attribute.GetType().Name}' with contract '{attribute.ContractName}' "
                        + "has already been registered in the ComponentCatalog.");
            }
        }
    }
}
