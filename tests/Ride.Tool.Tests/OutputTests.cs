using MLNet.Ride.Tool.Checks;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tool.Tests;

/// <summary>What is checked before training, without a look at the images.</summary>
public sealed class OutputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--output", "folder")]
    [InlineData("--report", "folder")]
    [InlineData("--output", "file/model.zip")]
    [InlineData("--report", "file/report.html")]
    [InlineData("--checkpoint", "file")]
    public async Task A_result_that_cannot_be_written_is_refused(string flag, string name)
    {
        Directory.CreateDirectory(_folder.File("folder"));
        await File.WriteAllTextAsync(_folder.File("file"), "a file");
        string[] output = flag == "--output" ? [] : ["-o", _folder.File("m.zip")];

        ProgramRun run = await ToolRun.InProcess(["train", "nowhere", .. output, flag, Path.Combine(_folder.Path, name)]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(flag, run.Error);
        Assert.Contains(name == "folder" ? "is a folder" : $"'{_folder.File("file")}' is a file, but must be a folder", run.Error);
    }

    [UnixFact]
    public async Task A_folder_that_is_not_writable_is_refused()
    {
        // Not even root can create files there.
        ProgramRun run = await ToolRun.InProcess("train", "nowhere", "-o", "/proc/models/m.zip");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--output: the folder '/proc' is not writable.", run.Error);
    }

    [Fact]
    public async Task A_missing_folder_that_can_be_created_is_accepted()
    {
        ProgramRun run = await ToolRun.InProcess("train", "nowhere", "-o", Path.Combine(_folder.Path, "new", "deep", "m.zip"));
        Assert.Contains("'nowhere' does not exist", run.Error);
    }

    [Theory]
    [InlineData(1, "training needs at least 10 MB, but only 9 MB are free")]
    [InlineData(2, null)]
    public void Too_little_space_is_refused(int disks, string? message)
    {
        // The network has 1.9 MB of weights: the model, and twice its weights and momenta.
        RideOptions options = new() { Backbone = "resnet32", ExpertCount = 1, ReducedWidth = false };
        var space = new DiskSpace(path => (disks == 1 || path.Contains("checkpoint", StringComparison.Ordinal) ? 1 : 2, 9_000_000));
        string checkpoint = Directory.CreateDirectory(_folder.File("checkpoint")).FullName;

        Exception? refused = Record.Exception(() => space.Check(options, _folder.File("m.zip"), checkpoint));

        Assert.Equal(message is null, refused is null);
        Assert.Contains(message ?? string.Empty, refused?.Message ?? string.Empty, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_are_kept_besides_need_space_too()
    {
        RideOptions options = new() { Backbone = "resnet32", ExpertCount = 1, ReducedWidth = false, Optimizer = { AverageDecay = 0.9 }, Validation = { Keep = KeptEpoch.Best, Fraction = 0.1 } };
        var space = new DiskSpace(_ => (1, 15_000_000));
        Assert.Contains("at least 17 MB", Assert.Throws<UserError>(() => space.Check(options, _folder.File("m.zip"), _folder.File("c"))).Message);
    }
}
