using MLNet.Ride.Torch.Training;
using Spectre.Console;

namespace MLNet.Ride.Tool.Tests.Display;

public class BarDisplayTests
{
    [Fact]
    public void A_terminal_shows_a_bar_for_each_stage_with_loss_and_accuracies()
    {
        using var screen = new StringWriter();
        IAnsiConsole before = AnsiConsole.Console;
        try
        {
            AnsiConsole.Console = AnsiConsole.Create(new()
            {
                Ansi = AnsiSupport.Yes,
                ColorSystem = ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.Yes,
                Out = new AnsiConsoleOutput(screen),
            });
            AnsiConsole.Profile.Width = 200;
            new BarDisplay().Show("[RIDE]", progress =>
            {
                progress.Report(new("experts", 1, 2, 1, 1, 2.5, 0.1, 100) { Validation = new ValidationAccuracy(0.5, 0.75, null, 0.25) });
                progress.Report(new("routing", 1, 1, 1, 1, 0.5, 0.1, 100));
                return 0;
            });
        }
        finally
        {
            AnsiConsole.Console = before;
        }

        string text = screen.ToString();
        Assert.Contains("[RIDE], experts 1/2", text);
        Assert.Contains("validation 50.0% (many 75.0%, medium –, few 25.0%)", text);
        Assert.Contains("[RIDE], routing 1/1", text);
    }
}
