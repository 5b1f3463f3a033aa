using System.Diagnostics;

namespace MLNet.Ride.Tool.Tests;

/// <summary>Ctrl-C, in a separate process.</summary>
public sealed class InterruptionTests(TrainedModel trained) : IClassFixture<TrainedModel>
{
    [UnixFact]
    public async Task An_interrupted_run_leaves_a_checkpoint_and_resumes()
    {
        string model = trained.File("interrupted.zip");
        string[] command = ["train", trained.Images, "-o", model, .. TrainedModel.Small, "--epochs", "16"];
        using Process process = ToolRun.Start(command);
        Assert.Contains("has the parts train", await process.StandardError.ReadLineAsync());
        Assert.Contains("experts 2/16", await process.StandardError.ReadLineAsync());
        await Interrupt(process);
        ProgramRun interrupted = await ProgramRun.End(process);
        Assert.Equal(Program.Interrupted, interrupted.ExitCode);
        Assert.Contains("--resume", interrupted.Error);
        Assert.True(Directory.Exists(model + ".checkpoint"));
        Assert.False(File.Exists(model));

        ProgramRun resumed = await ToolRun.AsProcess([.. command, "--resume"]);
        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.DoesNotContain("experts 2/16", resumed.Error);
        Assert.True(File.Exists(model));
        Assert.False(Directory.Exists(model + ".checkpoint"));
    }

    [UnixFact]
    public async Task A_command_with_nothing_to_save_ends_immediately()
    {
        // It waits for an image from standard input.
        using Process process = ToolRun.Start("predict", trained.Model, trained.AnImage, "-", "--json");
        Assert.Contains("robin", await process.StandardOutput.ReadLineAsync());
        await Interrupt(process);
        ProgramRun interrupted = await ProgramRun.End(process).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((Program.Interrupted, ""), (interrupted.ExitCode, interrupted.Error));
    }

    private static async Task Interrupt(Process process)
    {
        using Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
