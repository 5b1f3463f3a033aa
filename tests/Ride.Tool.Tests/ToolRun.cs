using System.Diagnostics;
using MLNet.Ride.Tool.Output;

namespace MLNet.Ride.Tool.Tests;

/// <summary>What a command line gave.</summary>
internal sealed record ToolRun(int ExitCode, string Out, string Error)
{
    /// <summary>Runs in this process, as in a pipe.</summary>
    public static async Task<ToolRun> InProcess(params string[] arguments) => await InProcess(new MemoryStream(), arguments);

    public static async Task<ToolRun> InProcess(Stream input, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = await Program.RunAsync(arguments, new Terminal(output, error, () => input, false, false));
        return new(code, output.ToString(), error.ToString());
    }

    /// <summary>Starts the program.</summary>
    public static Process Start(params string[] arguments)
        => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ride.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        })!;

    public static async Task<ToolRun> AsProcess(params string[] arguments)
    {
        using Process process = Start(arguments);
        process.StandardInput.Close();
        return await End(process);
    }

    public static async Task<ToolRun> End(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }
}
