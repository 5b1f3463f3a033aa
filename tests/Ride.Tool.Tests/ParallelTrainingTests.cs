namespace MLNet.Ride.Tool.Tests;

/// <summary>The tool in several processes.</summary>
public sealed class ParallelTrainingTests(TrainedModel trained) : IClassFixture<TrainedModel>
{
    private const string Library = "ride.dll";

    [MpiFact]
    public async Task Several_processes_train_one_model_of_which_the_first_reports()
    {
        string model = trained.File("together.zip");
        ProgramRun run = await MpiRun.Of(2, Library, ["train", trained.Images, "-o", model, .. TrainedModel.Small, "--epochs", "2", "--validation.fraction", "0.2"]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(1, Count(run.Out, $"Saved {model}: 3 classes, 117 training images, seed 1."));
        Assert.Equal(1, Count(run.Error, "experts 2/2: loss"));
        Assert.False(Directory.Exists(model + ".checkpoint"));

        ProgramRun evaluated = await ToolRun.InProcess("evaluate", model, trained.Images);
        Assert.True(evaluated.ExitCode == 0, evaluated.Error);
    }

    [MpiFact]
    public async Task What_is_wrong_for_all_is_said_once()
    {
        ProgramRun run = await MpiRun.Of(2, Library, ["train", trained.File("nowhere"), "-o", trained.File("none.zip"), .. TrainedModel.Small]);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Equal(1, Count(run.Error, "does not exist"));
        Assert.DoesNotContain("process 1:", run.Error);
    }

    [MpiFact]
    public async Task Each_process_classifies_a_part()
    {
        ProgramRun run = await MpiRun.Of(2, Library, "predict", trained.Model, trained.Images, "--part", "auto", "--output", trained.File("of-{part}.jsonl"));
        Assert.True(run.ExitCode == 0, run.Error);
        ProgramRun merged = await ToolRun.InProcess("merge", trained.File("of-2.jsonl"), trained.File("of-1.jsonl"), "-o", trained.File("merged.jsonl"));
        Assert.Equal($"Wrote {trained.File("merged.jsonl")}: 158 images in 2 parts.", merged.Out.Trim());
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
