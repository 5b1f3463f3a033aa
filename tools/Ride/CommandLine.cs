using System.Text.RegularExpressions;

namespace MLNet.Ride.Tool;

/// <summary>Command lines for the user to copy.</summary>
internal static partial class CommandLine
{
    /// <summary>The command line of the tool with these arguments.</summary>
    public static string Of(IEnumerable<string> arguments) => string.Join(' ', arguments.Select(Quoted).Prepend("ride"));

    /// <summary>An argument, in quotes if the shell would not take it as it is.</summary>
    public static string Quoted(string argument)
        => Plain().IsMatch(argument) ? argument
            : OperatingSystem.IsWindows() ? $"\"{argument}\""
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[\w./\\:=,+@%-]+$")]
    private static partial Regex Plain();
}
