namespace MLNet.Ride.Tool.Tests;

/// <summary>
/// Spinning threads of libtorch take the processors from the library's own: training is up to a third slower. libtorch reads the policy once, when it is loaded,
/// so whatever touches it first must have set the policy.
/// </summary>
public sealed class WaitingThreadTests(TrainedModel trained) : IClassFixture<TrainedModel>
{
    // OpenMP shows its settings on the error stream when it is loaded.
    private static readonly (string Name, string Value) s_shown = ("OMP_DISPLAY_ENV", "verbose");

    [Fact]
    public async Task Sleep_in_training_that_writes_for_TensorBoard()
        => await Sleep(["train", trained.Images, "-o", trained.File("logged.zip"), .. TrainedModel.Small, "--epochs", "1", "--tensorboard", trained.File("log")]);

    [Fact]
    public async Task Sleep_in_scoring() => await Sleep("predict", trained.Model, trained.AnImage);

    private static async Task Sleep(params string[] arguments)
    {
        ProgramRun run = await ToolRun.AsProcess(s_shown, arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("GOMP_SPINCOUNT = '0'", run.Error);
    }
}
