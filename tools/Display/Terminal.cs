using Spectre.Console;

namespace MLNet.Ride.Display;

/// <summary>Writes results to standard output, and progress and errors to standard error. Files and pipes get no colors.</summary>
/// <param name="Out">Receives results.</param>
/// <param name="Error">Receives progress and errors.</param>
/// <param name="In">Opens standard input.</param>
/// <param name="IsOutTerminal">Whether results go to a terminal.</param>
/// <param name="IsErrorTerminal">Whether progress and errors go to a terminal.</param>
public sealed record Terminal(TextWriter Out, TextWriter Error, Func<Stream> In, bool IsOutTerminal, bool IsErrorTerminal)
{
    private const int LogWidth = 120;

    /// <summary>The console for tables of results.</summary>
    public IAnsiConsole Results => field ??= Styled(Out, IsOutTerminal);

    /// <summary>The streams of this process.</summary>
    /// <returns>The terminal.</returns>
    public static Terminal OfConsole()
        => new(Console.Out, Console.Error, Console.OpenStandardInput, !Console.IsOutputRedirected, !Console.IsErrorRedirected);

    /// <summary>Creates a display with progress bars for a terminal, or with lines for a log.</summary>
    /// <returns>The display.</returns>
    public ITrainingDisplay TrainingDisplay()
    {
        if (!IsErrorTerminal)
        {
            return new LineDisplay(Error, TimeProvider.System);
        }

        AnsiConsole.Console = Styled(Error, isTerminal: true);
        return AnsiConsole.Profile.Capabilities is { Interactive: true, Ansi: true } ? new BarDisplay() : new LineDisplay(Error, TimeProvider.System);
    }

    private static IAnsiConsole Styled(TextWriter writer, bool isTerminal)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(writer),
        });
        if (!isTerminal)
        {
            console.Profile.Width = LogWidth;
        }

        return console;
    }
}
