using System.Reflection;

namespace Microsoft.ML.Runtime;

/// <summary>One [assembly: LoadableClass]: how the instance is made, by a static Create method or by a constructor.</summary>
internal sealed class LoadableClassInfo
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic;

    private readonly LoadableClassAttributeBase _attribute;
    private readonly MethodBase _create;
    private readonly bool _takesEnvironment;

    public LoadableClassInfo(LoadableClassAttributeBase attribute, bool throwOnError)
    {
        _attribute = attribute;
        Type[] withEnvironment = [typeof(IHostEnvironment), .. attribute.CtorTypes];
        MethodBase constructor = FindConstructor(attribute.CtorTypes) ?? FindConstructor(withEnvironment);
        MethodBase method = FindCreate(attribute.CtorTypes) ?? FindCreate(withEnvironment);
        if (constructor != null && method != null && Accessibility(constructor) == Accessibility(method))
            throw Contracts.Except($"Can't load type {Type}, because it has both create and constructor methods with the same visibility. "
                + "Please indicate which one should be used by changing either the signature or the visibility of one of them.");
        _create = method == null || constructor != null && Accessibility(constructor) > Accessibility(method) ? constructor : method;
        if (_create == null && throwOnError && Type != typeof(void))
            throw Contracts.Except($"Can't instantiate loadable class '{Type.Name}' with name '{LoadNames[0]}'");
        _takesEnvironment = _create != null && _create.GetParameters().Length > attribute.CtorTypes.Length;
    }

    public Type Type => _attribute.InstanceType;

    public IReadOnlyList<string> LoadNames => _attribute.LoadNames;

    public IReadOnlyList<Type> SignatureTypes => _attribute.SigTypes;

    public int ExtraArgCount => _attribute.ArgType == null ? _attribute.CtorTypes.Length : _attribute.CtorTypes.Length - 1;

    public object CreateInstance(IHostEnvironment env, object[] extra)
    {
        if (_create == null)
            throw Contracts.Except($"Can't instantiate class '{Type.Name}'");
        object[] arguments = _takesEnvironment ? [env, .. extra] : extra;
        try
        {
            return _create is ConstructorInfo constructor ? constructor.Invoke(arguments) : _create.Invoke(null, arguments);
        }
        catch (TargetInvocationException ex) when (ex.InnerException != null && ex.InnerException.IsMarked())
        {
            throw Contracts.Except(ex, "Error during class instantiation");
        }
    }

    private static int Accessibility(MethodBase method)
        => method.IsPublic ? 5 : method.IsAssembly ? 4 : method.IsFamilyOrAssembly ? 3 : method.IsFamily ? 2 : method.IsPrivate ? 1 : 0;

    private MethodBase FindConstructor(Type[] parameters)
        => Type.IsAssignableFrom(_attribute.LoaderType)
            ? _attribute.LoaderType.GetConstructor(BindingFlags.Instance | Any, null, parameters, null)
            : null;

    private MethodBase FindCreate(Type[] parameters)
    {
        MethodInfo method = _attribute.LoaderType.GetMethod("Create", BindingFlags.Static | Any, null, parameters, null);
        return method != null && method.ReturnType == Type ? method : null;
    }
}
