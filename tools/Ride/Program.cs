using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using MLNet.Ride.Tool.Commands;

namespace MLNet.Ride.Tool;

internal static class Program
{
    public const int Failed = 1;
    public const int WrongUsage = 2;
    public const int Interrupted = 130;

    private static readonly TimeSpan s_precedence = TimeSpan.FromSeconds(2);

    private static async Task<int> Main(string[] arguments)
    {
        // The output is the same everywhere. (InvariantGlobalization would also leave out the normalization of labels.)
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        Console.OutputEncoding = Encoding.UTF8;
        return await RunAsync(arguments, Terminal.OfConsole());
    }

    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code: 0 for success, 1 for a failure, 2 for wrong usage, 130 if training was interrupted.</returns>
    public static async Task<int> RunAsync(string[] arguments, Terminal terminal)
    {
        ParseResult parsed = Root(terminal).Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            return await FailAsync(terminal, $"{parsed.Errors[0].Message} See 'ride {Name(parsed)}--help'.", WrongUsage);
        }

        try
        {
            return await parsed.InvokeAsync(
                new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = terminal.Out, Error = terminal.Error });
        }
        catch (UsageError problem)
        {
            return await FailAsync(terminal, problem.Message, WrongUsage);
        }
        catch (Exception problem) when (IsForTheUser(problem))
        {
            return await FailAsync(terminal, problem.Message, Failed);
        }
    }

    public static RootCommand Root(Terminal terminal) => new(
        "Long-tailed image classification: trains RIDE and related methods, evaluates them by class frequency, and uses the trained models.")
    {
        TrainCommand.Create(terminal),
        CheckCommand.Create(terminal),
        CleanCommand.Create(terminal),
        EvaluateCommand.Create(terminal),
        PredictCommand.Create(terminal),
        MergeCommand.Create(terminal),
        ExplainCommand.Create(terminal),
        NoveltyCommand.Create(terminal),
        InspectCommand.Create(terminal),
        ExportCommand.Create(terminal),
        MethodsCommand.Create(terminal),
        OptionsCommand.Create(terminal),
    };

    // What goes wrong in all of several processes, the first one says; it then ends the others. Those wait for that, and speak for themselves otherwise.
    private static async Task<int> FailAsync(Terminal terminal, string message, int exitCode)
    {
        if (TrainingProcess.IsFirst)
        {
            return terminal.Fail(message, exitCode);
        }

        await Task.Delay(s_precedence);
        return terminal.Fail($"process {TrainingProcess.Rank}: {message}", exitCode);
    }

    private static string Name(ParseResult parsed) => parsed.CommandResult.Command is RootCommand ? string.Empty : parsed.CommandResult.Command.Name + " ";

    private static bool IsForTheUser(Exception problem)
        => problem is UserError or IOException or InvalidDataException or UnauthorizedAccessException or InvalidOperationException
            or ArgumentException or FormatException or NotSupportedException or ExternalException;
}
