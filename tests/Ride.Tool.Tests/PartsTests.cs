using System.Diagnostics;

namespace MLNet.Ride.Tool.Tests;

/// <summary>Which part of the data a command uses.</summary>
public sealed class PartsTests(PartsTests.Data data) : IClassFixture<PartsTests.Data>
{
    [Fact]
    public void Training_uses_the_training_part_and_validates_on_the_validation_part()
    {
        Assert.Contains("has the parts train (12 images), validation (6 images), test (3 images).", data.Training.Error);
        Assert.Contains("3 classes, 12 training images", data.Training.Out);
        Assert.Contains("images/s, validation ", data.Training.Error);
    }

    [Theory]
    [InlineData("Evaluating on 3 images of the test part.")]
    [InlineData("Evaluating on 6 images of the VAL part.", "--split", "VAL")]
    [InlineData("Evaluating on 12 images of the train part.", "--split", "train")]
    public async Task Evaluation_uses_the_test_part_unless_told_otherwise_and_says_so(string message, params string[] split)
    {
        ProgramRun run = await ToolRun.InProcess(["evaluate", data.Model, data.Images, .. split]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains(message, run.Error);
    }

    [Fact]
    public async Task Evaluation_uses_all_images_of_data_without_parts()
    {
        ProgramRun run = await ToolRun.InProcess("evaluate", data.Model, Path.Combine(data.Images, "Valid"));
        Assert.Contains("Evaluating on all 6 images.", run.Error);
        ProgramRun test = await ToolRun.InProcess("evaluate", data.Model, Path.Combine(data.Images, "Valid"), "--split", "test");
        Assert.Equal(1, test.ExitCode);
        Assert.Contains("its 6 images are not split into parts", test.Error);
    }

    [Fact]
    public async Task Data_without_a_test_part_asks_for_one()
    {
        string file = data.File("images.csv");
        await File.WriteAllTextAsync(file, "ImagePath,Label,Split\na.png,robin,train\nb.png,robin,val\n");
        ProgramRun run = await ToolRun.InProcess("evaluate", data.Model, file);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("no test images, but train (1 images), validation (1 images). Choose a part with --split", run.Error);
    }

    [Fact]
    public async Task Contradicting_flags_are_refused()
    {
        ProgramRun split = await ToolRun.InProcess("evaluate", data.Model, data.Images, "--split", "fold1");
        Assert.Equal(2, split.ExitCode);
        Assert.Contains("'fold1' is not a part of the data", split.Error);
        ProgramRun fraction = await ToolRun.InProcess("train", data.Images, "-o", data.File("no.zip"), "--validation.fraction", "0.2");
        Assert.Equal(2, fraction.ExitCode);
        Assert.Contains("has a validation part, so --validation.fraction must be 0", fraction.Error);
    }

    [Fact]
    public async Task Warnings_are_lines_on_standard_error()
    {
        string file = data.File("labels.csv");
        await File.WriteAllTextAsync(file, "ImagePath,Label\na.png,robin\nb.png,Robin\nc.png,cafe\u0301\n");

        ProgramRun usual = await ToolRun.AsProcess("evaluate", "absent.zip", file);
        Assert.Equal(1, usual.ExitCode);
        Assert.Contains("ride: warning: Labels that differ only by case are different classes: 'Robin' (1 images) and 'robin' (1 images).", usual.Error);
        Assert.DoesNotContain("normalized", usual.Error);

        ProgramRun invariant = await WithoutCultures("evaluate", "absent.zip", file);
        Assert.Contains("ride: warning: The label 'cafe\u0301' contains a combining character and cannot be normalized", invariant.Error);
    }

    private static async Task<ProgramRun> WithoutCultures(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ride.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" },
        })!;
        return await ProgramRun.End(process);
    }

    /// <summary>Images in three parts, whose names are in no common case, and a model of them.</summary>
    public sealed class Data : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();

        public string Images => Path.Combine(_folder.Path, "images");

        public string Model => _folder.File("model.zip");

        internal ProgramRun Training { get; private set; } = new(-1, string.Empty, string.Empty);

        public string File(string name) => _folder.File(name);

        public async Task InitializeAsync()
        {
            ClassImages.Write(Path.Combine(Images, "Training"), [("robin", 4), ("magpie", 4), ("jay", 4)]);
            ClassImages.Write(Path.Combine(Images, "Valid"), [("robin", 2), ("magpie", 2), ("jay", 2)]);
            ClassImages.Write(Path.Combine(Images, "TEST"), [("robin", 1), ("magpie", 1), ("jay", 1)]);
            Training = await ToolRun.InProcess(["train", Images, "-o", Model, .. TrainedModel.Small, "--epochs", "1"]);
            Assert.True(Training.ExitCode == 0, Training.Error);
        }

        public Task DisposeAsync()
        {
            _folder.Dispose();
            return Task.CompletedTask;
        }
    }
}
