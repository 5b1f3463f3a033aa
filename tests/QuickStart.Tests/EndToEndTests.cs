namespace QuickStart.Tests;

public class EndToEndTests
{
    [Fact]
    public async Task Images_are_trained_on_compared_saved_and_predicted_in_a_new_process()
    {
        using TemporaryFolder folder = new();
        Draw(folder["data", "train"], [120, 30, 6]);
        Draw(folder["data", "test"], [3, 3, 3]);

        ProgramRun run = await ProgramRun.Of("QuickStart.dll", "--data", folder["data"], "--epochs", "1", "--experts", "2", "--output", folder["out"]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("Plain network, experts 1/1: loss", run.Error);
        Assert.Contains("RIDE, 2 experts, routing 10/10: loss", run.Error);
        Assert.Contains("loaded in process", run.Out);
        Assert.DoesNotContain('\u001b', run.Out);
        Assert.Equal(["report.html", "report.json", "ride.zip"], Directory.GetFiles(folder["out"]).Select(f => Path.GetFileName(f)).Order());

        ProgramRun again = await ProgramRun.Of("QuickStart.dll", "predict", folder["out", "ride.zip"], folder["data", "test", "class-2", "0.png"]);
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.All(["class-0", "class-1", "class-2", "%"], word => Assert.Contains(word, again.Out));
    }

    private static void Draw(string folder, int[] counts)
    {
        var painter = new Painter(new Random(1));
        foreach ((int label, int count) in counts.Index())
        {
            string classFolder = Directory.CreateDirectory(Path.Combine(folder, $"class-{label}")).FullName;
            for (int i = 0; i < count; i++)
            {
                painter.Draw(PictureClass.All[label], Path.Combine(classFolder, $"{i}.png"));
            }
        }
    }
}
