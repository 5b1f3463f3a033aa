using System.Text.RegularExpressions;

namespace MLNet.Ride.Tool;

/// <summary>Writes the errors of the tool.</summary>
internal static partial class TerminalErrors
{
    /// <summary>Writes an error in one line.</summary>
    /// <returns>The exit code.</returns>
    public static int Fail(this Terminal terminal, string message, int exitCode)
    {
        terminal.Error.WriteLine("ride: " + ParameterName().Replace(message.ReplaceLineEndings(" "), string.Empty));
        return exitCode;
    }

    // .NET appends this for programmers.
    [GeneratedRegex(@" \(Parameter '[^']*'\)( Actual value was .*)?$")]
    private static partial Regex ParameterName();
}
