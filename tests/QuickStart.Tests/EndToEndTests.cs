using QuickStart.Drawing;
using QuickStart.Prediction;

namespace QuickStart.Tests;

public class EndToEndTests
{
    private static readonly int[] s_counts = [120, 30, 6];

    [Fact]
    public async Task A_folder_of_images_is_trained_on_compared_saved_and_predicted_in_a_new_process()
    {
        using TemporaryFolder folder = new();
        WriteImages(folder["data", "train"], s_counts);
        WriteImages(folder["data", "test"], [3, 3, 3]);

        ProgramRun run = await ProgramRun.Of("QuickStart.dll", "--data", folder["data"], "--epochs", "1", "--experts", "2", "--output", folder["out"]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("156 training images of 3 classes, 120 of the largest and 6 of the smallest", run.Out);
        Assert.Contains("Plain network, experts 1/1: loss", run.Out);
        Assert.Contains("RIDE, 2 experts, routing 5/5: loss", run.Out);
        Assert.Contains("loaded in process", run.Out);
        Assert.DoesNotContain('\u001b', run.Out);
        string results = File.ReadAllText(folder["out", "results.md"]);
        Assert.Contains("| many (> 100 images, 1 class) | medium (20–100, 1 class) | few (< 20, 1 class) | all (3 classes) |", results);
        Assert.Contains("| RIDE, 2 experts |", results);
        Assert.Equal(["report.html", "report.json", "results.md", "ride.zip"], Directory.GetFiles(folder["out"]).Select(f => Path.GetFileName(f)).Order());

        ProgramRun again = await ProgramRun.Of("QuickStart.dll", "predict", folder["out", "ride.zip"], folder["data", "test", "class-2", "0.png"]);
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.All(["class-0", "class-1", "class-2", "%"], word => Assert.Contains(word, again.Out));
    }

    [Fact]
    public async Task Cifar_files_without_class_names_are_trained_on_and_predicted()
    {
        using TemporaryFolder folder = new();
        WriteRecords(folder["train.bin"], [12, 6]);
        WriteRecords(folder["test.bin"], [2, 2]);

        ProgramRun run = await ProgramRun.Of("QuickStart.dll", "--data", folder.FullName, "--epochs", "1", "--skip-baseline", "--output", folder["out"]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.DoesNotContain("Plain network", run.Out);
        Assert.Contains("18 training images of 2 classes", run.Out);
        Assert.True(File.Exists(folder["out", "samples", "class-0", "first.png"]));
        Assert.Contains("class-1", run.Out);
    }

    private static void WriteImages(string folder, int[] counts)
    {
        var painter = new Painter(new Random(1));
        for (int label = 0; label < counts.Length; label++)
        {
            string classFolder = Directory.CreateDirectory(Path.Combine(folder, $"class-{label}")).FullName;
            for (int i = 0; i < counts[label]; i++)
            {
                using var image = Microsoft.ML.Data.MLImage.CreateFromPixels(
                    Painter.PictureSize, Painter.PictureSize, Microsoft.ML.Data.MLPixelFormat.Rgba32, painter.Draw(PictureClass.All[label]));
                image.Save(Path.Combine(classFolder, $"{i}.png"));
            }
        }
    }

    private static void WriteRecords(string file, int[] counts)
    {
        using FileStream stream = File.Create(file);
        var random = new Random(1);
        var pixels = new byte[PlanarPixels.Length];
        for (int label = 0; label < counts.Length; label++)
        {
            for (int i = 0; i < counts[label]; i++)
            {
                random.NextBytes(pixels);
                stream.Write([0, (byte)label, .. pixels]);
            }
        }
    }
}
