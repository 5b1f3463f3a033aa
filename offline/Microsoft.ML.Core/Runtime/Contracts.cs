namespace Microsoft.ML.Runtime;

/// <summary>Makes the exceptions, and says them to the context they happened in.</summary>
internal static partial class Contracts
{
    private const string MarkKey = "ML_IsMarked";

    public static TException Process<TException>(this TException ex, IExceptionContext ctx = null) where TException : Exception
        => ctx == null ? Mark(ex) : ctx.Process(ex);

    /// <summary>Says that this exception was thrown on purpose.</summary>
    public static TException Mark<TException>(TException ex) where TException : Exception
    {
        ex.Data[MarkKey] = true;
        return ex;
    }

    public static bool IsMarked(this Exception ex) => ex.Data.Contains(MarkKey);

    public static Exception Except(string msg) => new InvalidOperationException(msg).Process();

    public static Exception Except(Exception inner, string msg) => new InvalidOperationException(msg, inner).Process();

    public static Exception Except(string msg, params object[] args) => Except(string.Format(msg, args));

    public static Exception Except(this IExceptionContext ctx, string msg) => new InvalidOperationException(msg).Process(ctx);

    public static Exception Except(this IExceptionContext ctx, string msg, params object[] args) => ctx.Except(string.Format(msg, args));

    public static Exception Except(this IExceptionContext ctx, Exception inner, string msg, params object[] args)
        => new InvalidOperationException(string.Format(msg, args), inner).Process(ctx);

    public static Exception ExceptUserArg(this IExceptionContext ctx, string name, string msg)
        => new ArgumentOutOfRangeException(name, msg).Process(ctx);

    public static Exception ExceptParam(string paramName, string msg) => new ArgumentOutOfRangeException(paramName, msg).Process();

    public static Exception ExceptParam(this IExceptionContext ctx, string paramName, string msg)
        => new ArgumentOutOfRangeException(paramName, msg).Process(ctx);

    public static Exception ExceptParam(this IExceptionContext ctx, string paramName, string msg, params object[] args)
        => ctx.ExceptParam(paramName, string.Format(msg, args));

    public static Exception ExceptDecode(string msg) => new FormatException(msg).Process();

    public static Exception ExceptDecode(this IExceptionContext ctx) => new FormatException().Process(ctx);

    public static Exception ExceptDecode(this IExceptionContext ctx, string msg) => new FormatException(msg).Process(ctx);

    public static Exception ExceptDecode(this IExceptionContext ctx, string msg, params object[] args)
        => ctx.ExceptDecode(string.Format(msg, args));

    public static Exception ExceptDecode(this IExceptionContext ctx, Exception inner, string msg)
        => new FormatException(msg, inner).Process(ctx);

    public static Exception ExceptNotSupp(this IExceptionContext ctx, string msg) => new NotSupportedException(msg).Process(ctx);

    public static Exception ExceptSchemaMismatch(this IExceptionContext ctx, string paramName, string columnRole, string columnName)
        => ctx.ExceptParam(paramName, $"Could not find {columnRole} column '{columnName}'");

    public static Exception ExceptSchemaMismatch(this IExceptionContext ctx, string paramName, string columnRole, string columnName,
        string expectedType, string actualType)
        => ctx.ExceptParam(paramName, $"Schema mismatch for {columnRole} column '{columnName}': expected {expectedType}, got {actualType}");
}
