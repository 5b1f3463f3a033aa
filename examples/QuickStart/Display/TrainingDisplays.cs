using Spectre.Console;

namespace QuickStart.Display;

internal static class TrainingDisplays
{
    /// <summary>Bars where a person looks on, lines in a log.</summary>
    public static ITrainingDisplay Choose()
    {
        bool isTerminal = AnsiConsole.Profile.Capabilities is { Interactive: true, Ansi: true } && !Console.IsOutputRedirected;
        return isTerminal ? new BarDisplay() : new LineDisplay(Console.Out, TimeProvider.System);
    }
}
