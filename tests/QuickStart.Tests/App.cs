using System.Diagnostics;

namespace QuickStart.Tests;

/// <summary>Runs the program as a user does, with its output redirected.</summary>
internal static class App
{
    public sealed record Outcome(int ExitCode, string Output, string Error);

    public static async Task<Outcome> RunAsync(params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "QuickStart.dll");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }
}
