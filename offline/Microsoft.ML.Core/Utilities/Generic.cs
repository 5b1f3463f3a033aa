using System.Reflection;

namespace Microsoft.ML.Internal.Utilities;

/// <summary>Calls a generic method with type arguments known only at run time.</summary>
internal static class Generic
{
    /// <summary>Takes any instance of the generic method as the example of which one is meant.</summary>
    public static TResult Call<TResult>(Delegate example, Type[] types, params object[] arguments)
    {
        MethodInfo method = example.Method.GetGenericMethodDefinition().MakeGenericMethod(types);
        return (TResult)method.Invoke(example.Target, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    public static TResult Call<TResult>(Delegate example, Type type, params object[] arguments)
        => Call<TResult>(example, [type], arguments);
}
