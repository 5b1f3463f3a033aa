namespace Microsoft.ML.Internal.DataView;

/// <summary>The argument checks of this assembly, with the exception types of the real one.</summary>
internal static class Check
{
    public static void Param(bool holds, string name, string message = null)
    {
        if (!holds)
            throw message == null ? new ArgumentOutOfRangeException(name) : new ArgumentOutOfRangeException(name, message);
    }

    public static string Name(string name, string paramName)
        => string.IsNullOrEmpty(name) ? throw new ArgumentNullException(paramName) : name;

    public static T Value<T>(T value, string paramName) where T : class
        => value ?? throw new ArgumentNullException(paramName);

    public static int Combine(int first, int second) => (int)(((uint)first << 7) | ((uint)first >> 25)) ^ second;
}
