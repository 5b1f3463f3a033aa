using System.Diagnostics;

namespace MLNet.Ride.Tests.Support;

/// <summary>What a program, or a command line, gave.</summary>
internal sealed record ProgramRun(int ExitCode, string Out, string Error)
{
    /// <summary>Runs a program that lies beside the tests as a user does, with its output redirected and no input.</summary>
    public static async Task<ProgramRun> Of(string library, params string[] arguments)
    {
        using Process process = Start(library, arguments);
        process.StandardInput.Close();
        return await End(process);
    }

    /// <summary>Runs a program with another value of an environment variable.</summary>
    public static async Task<ProgramRun> Of((string Name, string Value) variable, string library, params string[] arguments)
        => await Of([variable], library, arguments);

    /// <summary>Runs a program with other values of environment variables.</summary>
    public static async Task<ProgramRun> Of((string Name, string Value)[] variables, string library, params string[] arguments)
    {
        using Process process = Start(variables, library, arguments);
        process.StandardInput.Close();
        return await End(process);
    }

    public static Process Start(string library, params string[] arguments) => Start([], library, arguments);

    private static Process Start((string Name, string Value)[] variables, string library, string[] arguments)
    {
        // What runs in the background of a script ignores Ctrl-C, and so would what it starts.
        string[] heedsSignals = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT"] : [];
        string[] command = [.. heedsSignals, "dotnet", Path.Combine(AppContext.BaseDirectory, library), .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Waits until it is over.</summary>
    public static async Task<ProgramRun> End(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }
}
