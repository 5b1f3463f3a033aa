using System.Diagnostics;

namespace QuickStart.Prediction;

/// <summary>Runs this program again, in a process of its own that shares the terminal.</summary>
internal static class NewProcess
{
    public static int Run(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        string assembly = typeof(NewProcess).Assembly.Location;
        string executable = Environment.ProcessPath ?? "dotnet";
        bool isOwnHost = Path.GetFileNameWithoutExtension(executable) == Path.GetFileNameWithoutExtension(assembly);
        using Process process = Process.Start(new ProcessStartInfo(
            isOwnHost ? executable : "dotnet", isOwnHost ? arguments : arguments.Prepend(assembly)))!;
        try
        {
            process.WaitForExitAsync(cancellation).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return process.ExitCode;
    }
}
