using System.Text;
using Spectre.Console;

namespace QuickStart.Display;

/// <summary>Suits what is written to where it goes.</summary>
internal static class Terminal
{
    private const int LogWidth = 120;

    /// <summary>Leaves colours out of files and pipes, and does not break lines there.</summary>
    public static void Prepare()
    {
        Console.OutputEncoding = Encoding.UTF8;
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Capabilities.Ansi = false;
            AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
            AnsiConsole.Profile.Width = LogWidth;
        }
    }
}
