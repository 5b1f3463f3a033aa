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
        Assert.Matches(@"ride: Interrupted at epoch \d+ of 16 of stage 'experts'\.", interrupted.Error);
        Assert.Contains($"To resume: {CommandLine.Of([.. command, "--recipe", "small-images", "--resume"])}", interrupted.Error);
        Assert.Contains($"To use the model so far: ride export {model}.checkpoint --output {model}", interrupted.Error);
        Assert.True(Directory.Exists(model + ".checkpoint"));
        Assert.False(File.Exists(model));

        ProgramRun again = await ToolRun.InProcess(command);
        Assert.Equal(Program.WrongUsage, again.ExitCode);
        Assert.Matches(@"has the checkpoint of an interrupted run \(\d+ of 16 epochs of stage 'experts'\)\. Add --resume to continue it, or --restart to discard it", again.Error);
        ProgramRun other = await ToolRun.InProcess([.. command, "--resume", "--optimizer.learning-rate", "0.03"]);
        Assert.Contains("belongs to another run. Differences: Optimizer.LearningRate (", other.Error);

        string soFar = trained.File("so-far.zip");
        ProgramRun exported = await ToolRun.InProcess("export", model + ".checkpoint", "-o", soFar);
        Assert.True(exported.ExitCode == 0, exported.Error);
        Assert.Matches(@"The run stopped after \d+ of 16 epochs of stage 'experts'\. The model has the weights of the last step\.", exported.Error);
        ProgramRun evaluated = await ToolRun.InProcess("evaluate", soFar, trained.Images);
        Assert.True(evaluated.ExitCode == 0, evaluated.Error);
        Assert.Contains("so-far.zip", evaluated.Out);
        Assert.Contains("\"name\":\"robin\"", (await ToolRun.InProcess("predict", soFar, trained.AnImage, "--json")).Out);

        ProgramRun resumed = await ToolRun.AsProcess([.. command, "--resume"]);
        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.DoesNotContain("experts 2/16", resumed.Error);
        Assert.True(File.Exists(model));
        Assert.False(Directory.Exists(model + ".checkpoint"));
    }

    [Fact]
    public async Task A_run_starts_over_if_told_to()
    {
        string model = trained.File("again.zip");
        string[] command = ["train", trained.Images, "-o", model, .. TrainedModel.Small, "--epochs", "1", "--checkpoint", trained.File("kept")];
        Assert.Equal(0, (await ToolRun.InProcess(command)).ExitCode);
        Assert.Contains("has the checkpoint of a finished run. Add --resume", (await ToolRun.InProcess(command)).Error);
        ProgramRun other = await ToolRun.InProcess([.. command, "--restart", "--optimizer.learning-rate", "0.03"]);
        Assert.True(other.ExitCode == 0, other.Error);
        Assert.Contains("experts 1/1", other.Error);
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
