using System.Diagnostics;
using System.Globalization;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Torch.Tests.Training.Parallel;

/// <summary>Training in several processes (tests/TrainApp).</summary>
public sealed class ParallelTrainingTests(TrainedInProcesses trained) : IClassFixture<TrainedInProcesses>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [MpiTheory]
    [InlineData("frozen-norm", 2)]
    [InlineData("frozen-norm-mixup", 3)]
    [InlineData("frozen-norm-cmo", 2)]
    [InlineData("frozen-norm-branches", 3)]
    [InlineData("frozen-norm-rotation", 2)]
    [InlineData("frozen-norm-accumulated", 3)]
    [InlineData("frozen-backbone", 3)]
    public async Task Without_batch_statistics_several_processes_learn_the_weights_of_one(string scenario, int processes)
    {
        string[] one = await trained.Train(1, scenario, "one.safetensors", trained.Initial);
        string[] several = await trained.Train(processes, scenario, "several.safetensors", trained.Initial);

        Assert.InRange(trained.Difference("one.safetensors", "several.safetensors"), 0, 1e-5);
        Assert.InRange(trained.Difference("one.safetensors", "initial.safetensors"), 1e-2, double.MaxValue);
        Assert.Equal(trained.Bytes("several.safetensors"), trained.Bytes("several.safetensors.1"));
        Assert.Equal(one.Select(Step), several.Select(Step));
        Assert.All(one.Zip(several), steps => Assert.Equal(Loss(steps.First), Loss(steps.Second), 1e-3));
    }

    [MpiFact]
    public async Task The_moving_average_of_causal_classifiers_is_that_of_whole_batches()
    {
        await trained.Train(1, "frozen-norm-causal", "one.safetensors", trained.Initial);
        await trained.Train(2, "frozen-norm-causal", "two.safetensors", trained.Initial);

        Assert.InRange(trained.Difference("one.safetensors", "two.safetensors"), 0, 1e-3); // its values are hundreds
        Assert.Equal(trained.Bytes("two.safetensors"), trained.Bytes("two.safetensors.1"));
    }

    [MpiFact]
    public async Task With_batch_statistics_they_learn_and_end_with_the_same_weights()
    {
        string[] steps = await trained.Train(2, "norm", "two.safetensors", initial: null);

        Assert.InRange(Loss(steps[^1]), 0, 0.5 * Loss(steps[0]));
        Assert.Equal(trained.Bytes("two.safetensors"), trained.Bytes("two.safetensors.1"));
        Assert.InRange(trained.Difference("two.safetensors", "initial.safetensors"), 1e-4, double.MaxValue); // one process has the statistics of larger batches
    }

    [MpiFact]
    public async Task All_stages_of_a_run_are_trained_together()
    {
        string[] one = await trained.Train(1, "stages", "one.safetensors", null);
        string[] four = await trained.Train(4, "stages", "four.safetensors", null);

        Assert.Equal(["teacher", "experts", "classifier", "routing"], four.Select(line => line.Split(' ')[0]).Distinct());
        Assert.Equal(one.Where(line => line.Split(' ').Length == 5).Select(Step), four.Where(line => line.Split(' ').Length == 5).Select(Step)); // validated
        Assert.Equal(trained.Bytes("four.safetensors"), trained.Bytes("four.safetensors.3"));
    }

    [MpiFact]
    public async Task A_run_resumes_in_another_number_of_processes()
    {
        const string Scenario = "frozen-norm-accumulated"; // steps of three batches: both times, gradients wait for a step
        ProgramRun two = await trained.Run(2, Scenario, "resumed.safetensors", trained.Initial, "checkpoints", steps: 8);
        ProgramRun one = await trained.Run(1, Scenario, "resumed.safetensors", trained.Initial, "checkpoints", steps: 9);
        string[] four = await trained.Train(4, Scenario, "resumed.safetensors", trained.Initial, "checkpoints");
        await trained.Train(1, Scenario, "whole.safetensors", trained.Initial);

        Assert.Equal((130, 130), (two.ExitCode, one.ExitCode));
        Assert.Equal(["experts 1 18", "experts 1 19"], [Step(one.Out.Trim().Split('\n')[^1]), Step(four[0])]);
        Assert.InRange(trained.Difference("whole.safetensors", "resumed.safetensors"), 0, 1e-5);
    }

    [MpiFact]
    public async Task Canceling_one_process_stops_all_with_a_checkpoint()
    {
        using Process launcher = trained.Start(2, "long", "canceled");
        Process second = await SecondOf(launcher, "canceled");
        await Signal(second, "-TERM");
        ProgramRun run = await ProgramRun.End(launcher).WaitAsync(Patience);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Equal(2, run.Error.Split("canceled").Length - 1);
        Assert.True(File.Exists(Path.Combine(trained.File("canceled"), "training.safetensors")));
    }

    [MpiFact]
    public async Task Killing_one_process_ends_all()
    {
        using Process launcher = trained.Start(2, "long", "killed");
        Process second = await SecondOf(launcher, "killed");
        await Signal(second, "-KILL");
        ProgramRun run = await ProgramRun.End(launcher).WaitAsync(Patience);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Matches("(signal|EXIT CODE:) 9", run.Out + run.Error);
        Assert.False(File.Exists(trained.File("unfinished.safetensors")));
    }

    [MpiTheory]
    [InlineData("other-images", 2, "process 1: Process 1 has other images than process 0")]
    [InlineData("contrastive", 2, "process 0: The self-supervised task of stage 'experts' does not support several processes: start one, or set SelfSupervision.Task to")]
    [InlineData("small-batches", 3, "process 0: A batch of stage 'experts' has 4 images, but 3 processes need 2 each: increase BatchSize")]
    public async Task What_several_processes_cannot_train_is_refused(string scenario, int processes, string message)
    {
        ProgramRun run = await trained.Run(processes, scenario, "refused.safetensors");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(message, run.Error + run.Out);
        Assert.False(File.Exists(trained.File("refused.safetensors")));
    }

    [MpiFact]
    public async Task A_library_that_does_not_belong_to_the_launcher_is_refused()
    {
        ProgramRun run = await ProgramRun.Of([("PMI_RANK", "0"), ("PMI_SIZE", "2")], "TrainApp.dll", "-", trained.File("refused.safetensors"));

        Assert.NotEqual(0, run.ExitCode);
        Assert.Matches("The launcher started 2 processes, but the MPI library '[^']*' counts 1: it belongs to another MPI", run.Error);
    }

    private static string Step(string line) => string.Join(' ', line.Split(' ')[..3]);

    private static double Loss(string line) => double.Parse(line.Split(' ')[3], CultureInfo.InvariantCulture);

    // Waits until both have taken steps, and finds the one that was started last by its command line.
    private async Task<Process> SecondOf(Process launcher, string checkpoints)
    {
        for (int line = 0; line < 8; line++)
        {
            Assert.NotNull(await launcher.StandardOutput.ReadLineAsync().WaitAsync(Patience));
        }

        return Process.GetProcessesByName("dotnet")
            .Where(process => File.ReadAllText($"/proc/{process.Id}/cmdline").Contains(trained.File(checkpoints), StringComparison.Ordinal))
            .MaxBy(process => process.StartTime)!;
    }

    private static async Task Signal(Process process, string signal)
    {
        using Process kill = Process.Start("kill", [signal, $"{process.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
