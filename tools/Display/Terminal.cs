using Spectre.Console;

namespace MLNet.Ride.Display;

/// <summary>Writes results to standard output, progress and errors to standard error; neither is colored in files and pipes.</summary>
/// <param name="Out">Where results go.</param>
/// <param name="Error">Where progress and errors go.</param>
/// <param name="In">Where an image may come from.</param>
/// <param name="IsOutTerminal">Whether a person reads the results.</param>
/// <param name="IsErrorTerminal">Whether a person watches the progress.</param>
public sealed record Terminal(TextWriter Out, TextWriter Error, Func<Stream> In, bool IsOutTerminal, bool IsErrorTerminal)
{
    private const int LogWidth = 120;

    /// <summary>Tables and text for results.</summary>
    public IAnsiConsole Results => field ??= Styled(Out, IsOutTerminal);

    /// <summary>The streams of this process.</summary>
    /// <returns>The terminal.</returns>
    public static Terminal OfConsole()
        => new(Console.Out, Console.Error, Console.OpenStandardInput, !Console.IsOutputRedirected, !Console.IsErrorRedirected);

    /// <summary>Bars in a terminal, lines in a log.</summary>
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
