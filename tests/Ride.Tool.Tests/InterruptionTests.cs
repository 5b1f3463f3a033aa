using System.Diagnostics;

namespace MLNet.Ride.Tool.Tests;

/// <summary>Ctrl-C in a training run, as a process of its own.</summary>
public sealed class InterruptionTests(TrainedModel trained) : IClassFixture<TrainedModel>
{
    [Fact]
    public async Task An_interrupted_run_leaves_a_checkpoint_and_goes_on()
    {
        if (OperatingSystem.IsWindows())
        {
            // There is no signal to send to another process there.
            return;
        }

        string model = trained.File("interrupted.zip");
        string[] command = ["train", trained.Images, "-o", model, .. TrainedModel.Small, "--epochs", "16"];
        using Process process = ToolRun.Start(command);
        Assert.Contains("experts 2/16", await process.StandardError.ReadLineAsync());
        using (Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        ToolRun interrupted = await ToolRun.End(process);
        Assert.Equal(Program.Interrupted, interrupted.ExitCode);
        Assert.Contains("--resume", interrupted.Error);
        Assert.True(Directory.Exists(model + ".checkpoint"));
        Assert.False(File.Exists(model));

        ToolRun resumed = await ToolRun.AsProcess([.. command, "--resume"]);
        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.DoesNotContain("experts 2/16", resumed.Error);
        Assert.True(File.Exists(model));
        Assert.False(Directory.Exists(model + ".checkpoint"));
    }
}
