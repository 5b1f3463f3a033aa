using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Packaging.Tests;

/// <summary>Runs the .NET command line, or a program that was installed with it.</summary>
internal static class DotNet
{
    public static string Run(string folder, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string program = "dotnet")
    {
        (int exitCode, string output) = Try(folder, arguments, environment, program);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {exitCode}:\n{output}");
        return output;
    }

    /// <summary>The exit code, and what was written: with the errors at the end where it failed.</summary>
    public static (int ExitCode, string Output) Try(string folder, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string program = "dotnet")
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // No build server stays behind when the tests are over.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        // An installed program finds the .NET that the tests run on, wherever that is.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath("../../..", RuntimeEnvironment.GetRuntimeDirectory());
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, process.ExitCode == 0 ? output : $"{output}\n{errors.Result}");
    }
}
