namespace Microsoft.ML.Runtime;

internal static partial class Contracts
{
    public static void Check(bool f, string msg)
    {
        if (!f)
            throw Except(msg);
    }

    public static void Check(this IExceptionContext ctx, bool f)
    {
        if (!f)
            throw new InvalidOperationException().Process(ctx);
    }

    public static void Check(this IExceptionContext ctx, bool f, string msg)
    {
        if (!f)
            throw ctx.Except(msg);
    }

    public static void CheckUserArg(this IExceptionContext ctx, bool f, string name, string msg)
    {
        if (!f)
            throw ctx.ExceptUserArg(name, msg);
    }

    public static void CheckParam(bool f, string paramName, string msg)
    {
        if (!f)
            throw ExceptParam(paramName, msg);
    }

    public static void CheckParam(bool f, string paramName)
    {
        if (!f)
            throw new ArgumentOutOfRangeException(paramName).Process();
    }

    public static void CheckParam(this IExceptionContext ctx, bool f, string paramName)
    {
        if (!f)
            throw new ArgumentOutOfRangeException(paramName).Process(ctx);
    }

    public static void CheckParam(this IExceptionContext ctx, bool f, string paramName, string msg)
    {
        if (!f)
            throw ctx.ExceptParam(paramName, msg);
    }

    public static void CheckValue<T>(T val, string paramName) where T : class
    {
        if (val is null)
            throw new ArgumentNullException(paramName).Process();
    }

    public static void CheckValue<T>(this IExceptionContext ctx, T val, string paramName) where T : class
    {
        if (val is null)
            throw new ArgumentNullException(paramName).Process(ctx);
    }

    public static string CheckNonEmpty(string s, string paramName) => CheckNonEmpty(null, s, paramName);

    public static string CheckNonEmpty(this IExceptionContext ctx, string s, string paramName)
        => string.IsNullOrEmpty(s) ? throw ctx.ExceptParam(paramName, $"{paramName} cannot be null or empty") : s;

    public static string CheckNonWhiteSpace(this IExceptionContext ctx, string s, string paramName)
        => string.IsNullOrWhiteSpace(s) ? throw ctx.ExceptParam(paramName, $"{paramName} cannot be null or white space") : s;

    public static T[] CheckNonEmpty<T>(this IExceptionContext ctx, T[] args, string paramName)
        => args is null or { Length: 0 } ? throw ctx.ExceptParam(paramName, $"{paramName} cannot be null or empty") : args;

    public static void CheckDecode(bool f, string msg)
    {
        if (!f)
            throw ExceptDecode(msg);
    }

    public static void CheckDecode(bool f)
    {
        if (!f)
            throw new FormatException().Process();
    }

    public static void CheckDecode(this IExceptionContext ctx, bool f)
    {
        if (!f)
            throw ctx.ExceptDecode();
    }

    public static void CheckDecode(this IExceptionContext ctx, bool f, string msg)
    {
        if (!f)
            throw ctx.ExceptDecode(msg);
    }
}
