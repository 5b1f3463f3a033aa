namespace MLNet.Ride.Tool.Tests;

/// <summary><c>ride clean</c>.</summary>
public sealed class CleanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_page_shows_probable_errors_copies_and_unreadable_images()
    {
        string data = Path.Combine(_folder.Path, "data");
        ClassImages.Write(data, [("jay", 12), ("robin", 12)], size: 64);
        File.Move(Path.Combine(data, "jay", "3.png"), Path.Combine(data, "robin", "wrong.png"));
        File.Copy(Path.Combine(data, "jay", "5.png"), Path.Combine(data, "jay", "copy.png"));
        await File.WriteAllBytesAsync(Path.Combine(data, "robin", "empty.png"), []);
        string page = Path.Combine(_folder.Path, "pages", "cleaning.html");

        ProgramRun run = await ToolRun.InProcess("clean", data, "--output", page);

        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        Assert.Contains("1 probable label error among 25 images", run.Out);
        Assert.Contains("1 image cannot be read", run.Out);
        string html = await File.ReadAllTextAsync(page);
        Assert.All(["../data/robin/wrong.png", "../data/jay/copy.png", "../data/robin/empty.png: it is empty"], text => Assert.Contains(text, html));
    }

    [Fact]
    public async Task A_page_that_cannot_be_written_is_an_error_at_once()
    {
        ProgramRun run = await ToolRun.InProcess("clean", _folder.Path, "--output", _folder.Path);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("--output must be a file", run.Error);
    }

    [Fact]
    public async Task Pixels_without_files_are_refused()
    {
        string cifar = Path.Combine(_folder.Path, "cifar-10-batches-bin");
        Directory.CreateDirectory(cifar);
        await File.WriteAllBytesAsync(Path.Combine(cifar, "data_batch_1.bin"), new byte[3073 * 4]);
        ProgramRun run = await ToolRun.InProcess("clean", cifar);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("image files", run.Error);
    }
}
