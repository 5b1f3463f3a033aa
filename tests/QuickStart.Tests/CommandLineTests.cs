using System.CommandLine;

namespace QuickStart.Tests;

public class CommandLineTests
{
    [Fact]
    public void Without_arguments_everything_has_its_default()
    {
        Settings settings = Parse()!;
        Assert.Null(settings.Data);
        Assert.Null(settings.Epochs);
        Assert.Equal((3, 1, false, "quickstart-output"), (settings.Experts, settings.Seed, settings.SkipBaseline, settings.Output.ToString()));
        Assert.Equal("./run.sh", settings.Command);
    }

    [Fact]
    public void Every_option_is_understood_and_part_of_the_command()
    {
        Settings settings = Parse("--data", "my images", "--epochs", "7", "--experts", "4", "--output", "out", "--seed", "9", "--skip-baseline")!;
        Assert.Equal((7, 4, 9, true), (settings.Epochs, settings.Experts, settings.Seed, settings.SkipBaseline));
        Assert.Equal("./run.sh --data \"my images\" --epochs 7 --experts 4 --seed 9 --skip-baseline", settings.Command);
    }

    [Theory]
    [InlineData("--epochs must be a whole number from 1 to 100000, but is 0.", "--epochs", "0")]
    [InlineData("--epochs must be a whole number from 1 to 100000, but is ten.", "--epochs", "ten")]
    [InlineData("--experts must be a whole number from 1 to 16, but is 17.", "--experts", "17")]
    [InlineData("--experts must be a whole number from 1 to 16, but is 99999999999.", "--experts", "99999999999")]
    [InlineData("--seed must be a whole number from 0 to 2147483647, but is -1.", "--seed", "-1")]
    [InlineData("Required argument missing for option: '--data'.", "--data")]
    [InlineData("Unrecognized command or argument '--colour'.", "--colour")]
    public void A_wrong_option_is_named(string message, params string[] arguments)
        => Assert.Equal(message, Root().Parse(arguments).Errors[0].Message);

    private static Settings? Parse(params string[] arguments)
    {
        Settings? settings = null;
        Root(s => settings = s).Parse(arguments).Invoke();
        return settings;
    }

    private static RootCommand Root(Action<Settings>? run = null)
        => CommandLine.Create(
            (settings, _) =>
            {
                run?.Invoke(settings);
                return 0;
            },
            (_, _, _) => 0);
}
