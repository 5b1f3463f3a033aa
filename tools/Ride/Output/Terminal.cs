using System.Text.RegularExpressions;
using Spectre.Console;

namespace MLNet.Ride.Tool.Output;

/// <summary>Results go to the output, progress and errors to the other stream; neither has colours in files and pipes.</summary>
/// <param name="Out">Where results go.</param>
/// <param name="Error">Where progress and errors go.</param>
/// <param name="In">Where an image may come from.</param>
/// <param name="IsOutTerminal">Whether a person reads the results.</param>
/// <param name="IsErrorTerminal">Whether a person watches the progress.</param>
internal sealed partial record Terminal(TextWriter Out, TextWriter Error, Func<Stream> In, bool IsOutTerminal, bool IsErrorTerminal)
{
    private const int LogWidth = 120;

    /// <summary>Tables and text for results.</summary>
    public IAnsiConsole Results => field ??= Styled(Out, IsOutTerminal);

    public static Terminal OfConsole()
        => new(Console.Out, Console.Error, Console.OpenStandardInput, !Console.IsOutputRedirected, !Console.IsErrorRedirected);

    /// <summary>Bars where a person looks on, lines in a log.</summary>
    public ITrainingDisplay TrainingDisplay()
    {
        if (!IsErrorTerminal)
        {
            return new LineDisplay(Error, TimeProvider.System);
        }

        AnsiConsole.Console = Styled(Error, isTerminal: true);
        return AnsiConsole.Profile.Capabilities is { Interactive: true, Ansi: true } ? new BarDisplay() : new LineDisplay(Error, TimeProvider.System);
    }

    /// <summary>Tells what went wrong, in one line.</summary>
    /// <returns>The exit code.</returns>
    public int Fail(string message, int exitCode)
    {
        Error.WriteLine("ride: " + ParameterName().Replace(message.ReplaceLineEndings(" "), string.Empty));
        return exitCode;
    }

    // What .NET adds for programmers.
    [GeneratedRegex(@" \(Parameter '[^']*'\)( Actual value was .*)?$")]
    private static partial Regex ParameterName();

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
