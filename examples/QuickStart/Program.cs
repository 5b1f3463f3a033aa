using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using QuickStart.Display;
using QuickStart.Prediction;

namespace QuickStart;

internal static class Program
{
    private const int Failed = 1, WrongUsage = 2, Cancelled = 130;

    private static async Task<int> Main(string[] args)
    {
        Terminal.Prepare();
        ParseResult parsed = CommandLine.Create(MainJob.Run, PredictFiles.Run).Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            return Fail(parsed.Errors[0].Message, WrongUsage);
        }

        using var cancellation = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = CancelOn(PosixSignal.SIGINT, cancellation);
        using PosixSignalRegistration terminate = CancelOn(PosixSignal.SIGTERM, cancellation);
        try
        {
            return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellation.Token);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Fail("Cancelled.", Cancelled);
        }
        catch (Exception problem) when (IsForTheUser(problem))
        {
            return Fail(problem.Message, Failed);
        }
    }

    /// <summary>The first signal cancels; a second one ends the process at once.</summary>
    private static PosixSignalRegistration CancelOn(PosixSignal signal, CancellationTokenSource cancellation)
        => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        });

    private static bool IsForTheUser(Exception problem)
        => problem is UserError or IOException or InvalidDataException or UnauthorizedAccessException or InvalidOperationException or ArgumentException;

    private static int Fail(string message, int exitCode)
    {
        Console.Error.WriteLine(message.ReplaceLineEndings(" "));
        return exitCode;
    }
}
