using System.Text.Json.Nodes;

namespace MLNet.Ride.Tool.Tests;

/// <summary>Faults of the data: <c>ride check</c>, and training on it.</summary>
public sealed class CheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Good_data_have_no_faults()
    {
        ClassImages.Write(Path.Combine(Data, "train"), [("jay", 6), ("robin", 6)]);
        ProgramRun run = await ToolRun.InProcess("check", Data);
        Assert.True(run.ExitCode == 0, run.Out);
        Assert.Equal("train: 12 images of 2 classes\nNo faults.\n", run.Out.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task All_faults_are_reported_at_once()
    {
        Directory.CreateDirectory(Path.Combine(Spoiled(), "train", "wren"));
        await File.WriteAllTextAsync(Path.Combine(Data, "test", "jay", "6.png"), "<html>");
        ProgramRun run = await ToolRun.InProcess("check", Data);
        Assert.Equal(1, run.ExitCode);
        Assert.All(
            [
                "incomplete or damaged images", "empty files", "unsupported formats: 1 web page", "same image in several parts", "same image with several labels", "classes with few images",
                "Ignored 1 class folder without images", $"{Path.Combine(Data, "train", "jay", "9.png")} (jay): it is empty (0 bytes)", "the same image in train and test",
            ],
            text => Assert.Contains(text, run.Out));
    }

    [Fact]
    public async Task Faults_are_shortened_unless_all_are_wanted()
    {
        ClassImages.Write(Path.Combine(Data, "train"), [("jay", 6), ("robin", 6)]);
        for (int i = 10; i < 17; i++)
        {
            await File.WriteAllBytesAsync(Path.Combine(Data, "train", "jay", $"{i}.png"), []);
        }

        Assert.Contains("  … and 2 more (--all)", (await ToolRun.InProcess("check", Data)).Out);
        Assert.Contains("16.png", (await ToolRun.InProcess("check", Data, "--all")).Out);
    }

    [Fact]
    public async Task Faults_are_written_as_json()
    {
        ProgramRun run = await ToolRun.InProcess("check", Spoiled(), "--json");
        Assert.Equal(1, run.ExitCode);
        JsonNode report = JsonNode.Parse(run.Out)!;
        Assert.True((bool)report["hasErrors"]!);
        Assert.Equal("train", (string?)report["parts"]![0]!["name"]);
        JsonNode damaged = report["faults"]!.AsArray().Single(f => (string?)f!["kind"] == "damaged")!;
        Assert.Equal(("error", "jay"), ((string?)damaged["level"], (string?)damaged["images"]![0]!["label"]));
    }

    [Fact]
    public async Task Training_names_all_unreadable_images_or_skips_them()
    {
        string[] command = ["train", Spoiled(), "-o", _folder.File("m.zip"), .. TrainedModel.Small, "--epochs", "1", "--report", _folder.File("r.html")];

        ProgramRun refused = await ToolRun.InProcess(command);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("3 of 15 images cannot be read", refused.Error);
        Assert.All(["8.png': it is incomplete", "9.png': it is empty (0 bytes)", "7.png': it is empty (0 bytes)", "--unreadable skip"], text => Assert.Contains(text, refused.Error));
        Assert.DoesNotContain("experts 1/1", refused.Error);

        ProgramRun skipped = await ToolRun.InProcess([.. command, "--unreadable", "skip"]);
        Assert.True(skipped.ExitCode == 0, skipped.Error);
        Assert.Contains("ride: warning: Skipped 3 of 15 images that cannot be read: ", skipped.Error);
        Assert.Contains("2 classes, 10 training images", skipped.Out);
        Assert.Contains("r.html", skipped.Out);
    }

    /// <summary>Training images of which one is damaged and one empty, two images in two places, and one empty test image.</summary>
    private string Spoiled()
    {
        ClassImages.Write(Path.Combine(Data, "train"), [("jay", 6), ("robin", 3)]);
        ClassImages.Write(Path.Combine(Data, "test"), [("jay", 1)]);
        string train = Path.Combine(Data, "train"), test = Path.Combine(Data, "test");
        File.Copy(Path.Combine(train, "jay", "1.png"), Path.Combine(train, "robin", "7.png"));
        File.Copy(Path.Combine(train, "jay", "2.png"), Path.Combine(test, "jay", "2.png"));
        byte[] png = File.ReadAllBytes(Path.Combine(train, "jay", "3.png"));
        File.WriteAllBytes(Path.Combine(train, "jay", "8.png"), png[..(png.Length / 2)]);
        File.WriteAllBytes(Path.Combine(train, "jay", "9.png"), []);
        File.WriteAllBytes(Path.Combine(test, "jay", "7.png"), []);
        return Data;
    }
}
