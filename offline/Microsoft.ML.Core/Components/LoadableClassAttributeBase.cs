using Microsoft.ML.Runtime;

namespace Microsoft.ML;

internal abstract class LoadableClassAttributeBase : Attribute
{
    protected LoadableClassAttributeBase(string summary, Type instType, Type loaderType, Type argType, Type[] sigTypes, string userName,
        params string[] loadNames)
    {
        Contracts.CheckValue(instType, nameof(instType));
        Contracts.CheckValue(loaderType, nameof(loaderType));
        Contracts.CheckNonEmpty(null, sigTypes, nameof(sigTypes));
        if (loadNames is null or { Length: 0 })
            loadNames = [userName];
        Contracts.CheckParam(loadNames.All(n => !string.IsNullOrWhiteSpace(n)), nameof(loadNames),
            "LoadableClass loadName parameter can't be empty");
        Type[][] parameters = sigTypes.Select(SignatureParameters).ToArray();
        Contracts.CheckParam(parameters.All(p => p.SequenceEqual(parameters[0])), nameof(sigTypes),
            "LoadableClass signatures must have the same set of parameters");

        Summary = summary;
        InstanceType = instType;
        LoaderType = loaderType;
        ArgType = argType;
        SigTypes = sigTypes;
        CtorTypes = argType == null ? parameters[0] : [argType, .. parameters[0]];
        UserName = userName;
        LoadNames = loadNames;
    }

    public Type InstanceType { get; private set; }

    public Type LoaderType { get; private set; }

    public Type ArgType { get; private set; }

    public Type[] SigTypes { get; private set; }

    public Type[] CtorTypes { get; private set; }

    public string Summary { get; private set; }

    public string UserName { get; private set; }

    public string[] LoadNames { get; private set; }

    public string DocName { get; set; }

    private static Type[] SignatureParameters(Type sigType)
    {
        Contracts.CheckValue(sigType, "sigTypes");
        Contracts.CheckParam(sigType.BaseType == typeof(MulticastDelegate), "sigTypes", "LoadableClass signature type must be a delegate type");
        var invoke = sigType.GetMethod("Invoke");
        Contracts.CheckParam(invoke.ReturnType == typeof(void), "sigTypes", "LoadableClass signature type must be a delegate type with void return");
        return invoke.GetParameters().Select(p => p.ParameterType).ToArray();
    }
}
