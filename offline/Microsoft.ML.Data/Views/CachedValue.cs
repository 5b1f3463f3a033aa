using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Hands out a value that the taker may change: vectors are copied.</summary>
internal static class CachedValue<T>
{
    public delegate void Copier(T source, ref T destination);

    public static readonly Copier Copy = Make();

    private static Copier Make()
    {
        if (!typeof(T).IsGenericType || typeof(T).GetGenericTypeDefinition() != typeof(VBuffer<>))
            return (T source, ref T destination) => destination = source;
        MethodInfo method = typeof(CachedValue<T>).GetMethod(nameof(CopyBuffer), BindingFlags.Static | BindingFlags.NonPublic);
        return method.MakeGenericMethod(typeof(T).GetGenericArguments()[0]).CreateDelegate<Copier>();
    }

    private static void CopyBuffer<TItem>(VBuffer<TItem> source, ref VBuffer<TItem> destination) => source.CopyTo(ref destination);
}
