namespace MLNet.Ride.Tool.Tests;

/// <summary>Images on a long tail, and a small model that the tool trained on them, for all tests of a class.</summary>
public sealed class TrainedModel : IAsyncLifetime
{
    private static readonly (string Name, int Count)[] s_classes = [("robin", 110), ("magpie", 30), ("<b>jay<_b>", 6)];

    private readonly TemporaryFolder _folder = new();

    public string Images => Path.Combine(_folder.Path, "images");

    public string Model => _folder.File("model.zip");

    public string Report => _folder.File("training.html");

    public string Output { get; private set; } = string.Empty;

    public string Progress { get; private set; } = string.Empty;

    public string AnImage => Path.Combine(Images, "test", "robin", "0.png");

    /// <summary>Flags for a training of a second or two.</summary>
    public static string[] Small { get; } =
        ["--backbone", "resnet20", "--image-size", "16", "--batch-size", "32", "--routing.epochs", "1", "--expert-count", "2", "--seed", "1"];

    public string File(string name) => _folder.File(name);

    public async Task InitializeAsync()
    {
        ClassImages.Write(Path.Combine(Images, "train"), s_classes);
        ClassImages.Write(Path.Combine(Images, "test"), [.. s_classes.Select(c => (c.Name, 4))]);
        ProgramRun run = await ToolRun.InProcess(["train", Images, "-o", Model, .. Small, "--epochs", "2", "--validation.fraction", "0.2", "--report", Report]);
        Assert.True(run.ExitCode == 0, run.Error);
        (Output, Progress) = (run.Out, run.Error);
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }
}
