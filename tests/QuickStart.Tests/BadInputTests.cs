namespace QuickStart.Tests;

public class BadInputTests
{
    [Theory]
    [InlineData(2, "--epochs must be a whole number from 1 to 100000, but is 0.", "--epochs", "0")]
    [InlineData(1, "The folder not-there is not there.", "--data", "not-there")]
    [InlineData(1, "There is no model not-there.zip.", "predict", "not-there.zip", "a.png")]
    public async Task A_mistake_gives_one_line_and_an_exit_code(int exitCode, string message, params string[] arguments)
        => AssertOneLine(await ProgramRun.Of("QuickStart.dll", arguments), exitCode, message);

    [Fact]
    public async Task A_folder_that_holds_something_else_is_refused()
    {
        using TemporaryFolder folder = new();
        AssertOneLine(await ProgramRun.Of("QuickStart.dll", "--data", folder.FullName), 1, "holds neither train.bin and test.bin");
    }

    [Fact]
    public async Task A_truncated_file_is_named()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["train.bin"], new byte[5000]);
        File.WriteAllBytes(folder["test.bin"], new byte[5000]);
        AssertOneLine(await ProgramRun.Of("QuickStart.dll", "--data", folder.FullName, "--output", folder["out"]), 1, "train.bin");
    }

    [Fact]
    public async Task A_damaged_model_is_refused()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["damaged.zip"], "not a model");
        AssertOneLine(await ProgramRun.Of("QuickStart.dll", "predict", folder["damaged.zip"], "a.png"), 1, "damaged.zip is not a model, or is damaged");
    }

    [Fact]
    public void A_cancelled_run_stops()
    {
        using TemporaryFolder folder = new();
        var settings = new Settings(null, 1, 3, new(folder["out"]), 1, SkipBaseline: false);
        Assert.Throws<OperationCanceledException>(() => MainJob.Run(settings, new CancellationToken(canceled: true)));
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
