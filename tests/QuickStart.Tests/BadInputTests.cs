namespace QuickStart.Tests;

public class BadInputTests
{
    [Theory]
    [InlineData(2, "--epochs must be a whole number from 1 to 100000, but is 0.", "--epochs", "0")]
    [InlineData(2, "--epochs must be a whole number from 1 to 100000, but is ten.", "--epochs", "ten")]
    [InlineData(2, "--experts must be a whole number from 2 to 16, but is 99999999999.", "--experts", "99999999999")]
    [InlineData(2, "--seed must be a whole number from 0 to 2147483647, but is -1.", "--seed", "-1")]
    [InlineData(2, "Required argument missing for option: '--data'.", "--data")]
    [InlineData(2, "Unrecognized command or argument '--color'.", "--color")]
    [InlineData(1, "There is no model not-there.zip.", "predict", "not-there.zip", "a.png")]
    public async Task A_mistake_gives_one_line_and_an_exit_code(int exitCode, string message, params string[] arguments)
        => AssertOneLine(await ProgramRun.Of("QuickStart.dll", arguments), exitCode, message);

    [Fact]
    public async Task A_folder_without_training_images_is_named()
    {
        using TemporaryFolder folder = new();
        AssertOneLine(await ProgramRun.Of("QuickStart.dll", "--data", folder.FullName, "--output", folder["out"]), 1, folder["train"]);
    }

    [Fact]
    public async Task A_damaged_model_is_refused()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["damaged.zip"], "not a model");
        AssertOneLine(await ProgramRun.Of("QuickStart.dll", "predict", folder["damaged.zip"], "a.png"), 1, "damaged.zip is not a model, or is damaged");
    }

    [Fact]
    public void Foreign_classes_among_the_drawn_pictures_are_refused()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["train", "cats"]);
        Assert.Contains("cats is not one of the classes", Assert.Throws<UserError>(() => DrawnPictures.Write(folder.FullName, 1, CancellationToken.None)).Message);
    }

    [Fact]
    public void A_canceled_run_stops_and_saves_no_model()
    {
        using TemporaryFolder folder = new();
        var settings = new Settings(null, 1, 3, new(folder["out"]), 1);
        Assert.Throws<OperationCanceledException>(() => new Comparison(Terminal.OfConsole()).Run(settings, new CancellationToken(canceled: true)));
        Assert.False(File.Exists(folder["out", "ride.zip"]));
    }

    private static void AssertOneLine(ProgramRun outcome, int exitCode, string message)
    {
        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Contains(message, outcome.Error);
        Assert.Single(outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("   at ", outcome.Error);
        Assert.Empty(outcome.Out);
    }
}
