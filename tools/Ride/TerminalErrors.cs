using System.Text.RegularExpressions;

namespace MLNet.Ride.Tool;

/// <summary>Errors as the tool writes them.</summary>
internal static partial class TerminalErrors
{
    /// <summary>Writes what went wrong, in one line.</summary>
    /// <returns>The exit code.</returns>
    public static int Fail(this Terminal terminal, string message, int exitCode)
    {
        terminal.Error.WriteLine("ride: " + ParameterName().Replace(message.ReplaceLineEndings(" "), string.Empty));
        return exitCode;
    }

    // What .NET adds for programmers.
    [GeneratedRegex(@" \(Parameter '[^']*'\)( Actual value was .*)?$")]
    private static partial Regex ParameterName();
}
