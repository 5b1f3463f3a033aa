using System.Text.Json.Nodes;
using Microsoft.ML;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tool.Tests;

/// <summary>Commands on a model that the tool trained.</summary>
public sealed class ModelCommandTests(TrainedModel trained) : IClassFixture<TrainedModel>
{
    [Fact]
    public void Training_shows_progress_and_leaves_model_and_report_but_no_checkpoint()
    {
        Assert.Contains("experts 2/2: loss", trained.Progress);
        Assert.Contains("validation", trained.Progress);
        Assert.Contains("few", trained.Progress);
        Assert.Contains("3 classes, 117 training images, seed 1", trained.Output);
        Assert.False(Directory.Exists(trained.Model + ".checkpoint"));
        Assert.Contains("id=\"training-curves\"", File.ReadAllText(trained.Report));
    }

    [Fact]
    public async Task Evaluation_gives_a_table_and_a_report_with_a_baseline()
    {
        string page = trained.File("evaluation.html");
        ProgramRun run = await ToolRun.InProcess("evaluate", trained.Model, trained.Images, "--report", page, "--baseline", Path.ChangeExtension(trained.Report, ".json"));
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.All(["many", "medium", "few", "model.zip", "training.json", "hardest negative", "1 expert"], word => Assert.Contains(word, run.Out));
        Assert.DoesNotContain('\u001b', run.Out);
        Assert.Contains("id=\"worst-mistakes\"", File.ReadAllText(page));
    }

    [Fact]
    public async Task Bias_and_variance_of_several_models_are_told()
    {
        string page = trained.File("runs.html");
        string[] command = ["evaluate", trained.Model, trained.Images, "--bias-variance", trained.Model, trained.Model, "--report", page];
        ProgramRun run = await ToolRun.InProcess(command);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.All(["3 models", "bias", "variance"], word => Assert.Contains(word, run.Out));
        Assert.Contains("id=\"bias-variance\"", await File.ReadAllTextAsync(page));

        JsonNode json = JsonNode.Parse((await ToolRun.InProcess([.. command, "--json"])).Out)!;
        double accuracy = (double)json["methods"]![0]!["metrics"]!["overall"]!["accuracy"]!;
        Assert.Equal((3, 0.0), ((int)json["biasVariance"]!["runs"]!, (double)json["biasVariance"]!["overall"]!["variance"]!));
        Assert.Equal(1 - accuracy, (double)json["biasVariance"]!["overall"]!["bias"]!, 9);
    }

    [Fact]
    public async Task Views_of_an_image_are_averaged_in_evaluation_and_prediction()
    {
        string page = trained.File("flipped.html");
        ProgramRun run = await ToolRun.InProcess("evaluate", trained.Model, trained.Images, "--test-time-augmentation", "flip", "--report", page, "--baseline", trained.Model);
        Assert.True(run.ExitCode == 0, run.Error);
        JsonNode report = JsonNode.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(page, ".json")))!;
        double[] macs = [.. report["methods"]!.AsArray().Select(method => (double)method!["metrics"]!["overall"]!["meanMacs"]!)];
        Assert.Equal(("flip", 2), ((string?)report["testTimeAugmentation"], macs.Length));
        Assert.InRange(macs[0] / macs[1], 1.5, 2.5);

        string[] predict = ["predict", trained.Model, trained.AnImage, "--json"];
        Assert.NotEqual((await ToolRun.InProcess(predict)).Out, (await ToolRun.InProcess([.. predict, "--test-time-augmentation", "flip"])).Out);
    }

    [Fact]
    public async Task Five_crops_of_a_model_of_whole_images_are_refused()
    {
        ProgramRun run = await ToolRun.InProcess("predict", trained.Model, trained.AnImage, "--test-time-augmentation", "fiveCrops");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("ride: --test-time-augmentation: The test-time augmentation FiveCrops requires a model trained with Augmentation.CenterCrop", run.Error);
    }

    [Fact]
    public async Task Another_routing_threshold_asks_fewer_experts()
    {
        ProgramRun run = await ToolRun.InProcess("evaluate", trained.Model, trained.Images, "--routing-threshold", "0.999999", "--json");
        Assert.Equal(1, (double)JsonNode.Parse(run.Out)!["methods"]![0]!["metrics"]!["overall"]!["meanExpertsUsed"]!);

        run = await ToolRun.InProcess("predict", trained.Model, trained.AnImage, "--routing-threshold", "1.5");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("ride: --routing-threshold: RoutingThreshold must be above 0 and below 1, but is 1.5", run.Error);
    }

    [Fact]
    public async Task Novelty_is_compared_saved_evaluated_and_predicted()
    {
        (string careful, string page) = (trained.File("careful.zip"), trained.File("careful.html"));
        string unknown = Path.Combine(trained.Images, "test", "magpie");
        ProgramRun run = await ToolRun.InProcess("novelty", trained.Model, trained.Images, "--split", "test", "--unknown", unknown);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.All(["energy", "maxLogit", "softmax", "classMeans", "mahalanobis", "AUROC", "100.0%"], word => Assert.Contains(word, run.Out));

        run = await ToolRun.InProcess("novelty", trained.Model, trained.Images, "--split", "test", "--score", "energy", "--recall", "0.5", "--output", careful);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("50.0%", run.Out);
        Assert.Contains("Energy, threshold", (await ToolRun.InProcess("inspect", careful)).Out);

        run = await ToolRun.InProcess("evaluate", careful, trained.Images, "--unknown", unknown, "--report", page);
        Assert.Contains("Unknown images: AUROC", run.Out);
        Assert.Contains("id=\"novelty\"", await File.ReadAllTextAsync(page));
        Assert.Equal(12, (int)JsonNode.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(page, ".json")))!["novelty"]!["knownCount"]!);

        string[] lines = (await ToolRun.InProcess("predict", careful, Path.Combine(trained.Images, "test"), "--json")).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(6, lines.Count(line => (bool)JsonNode.Parse(line)!["isKnown"]!));
        Assert.Contains("of no known class", (await ToolRun.InProcess("predict", careful, Path.Combine(trained.Images, "test"))).Out);
    }

    [Fact]
    public async Task Novelty_is_refused_where_it_cannot_be()
    {
        ProgramRun run = await ToolRun.InProcess("novelty", trained.Model, trained.Images, "--split", "test", "--output", trained.File("none.zip"));
        Assert.Equal((2, true), (run.ExitCode, run.Error.Contains("--output needs a --score", StringComparison.Ordinal)));
        run = await ToolRun.InProcess("novelty", trained.Model, trained.Images, "--score", "energy");
        Assert.Equal((1, true), (run.ExitCode, run.Error.Contains("validation", StringComparison.Ordinal)));
        run = await ToolRun.InProcess("evaluate", trained.Model, trained.Images, "--unknown", trained.Images);
        Assert.Equal((2, true), (run.ExitCode, run.Error.Contains("does not measure novelty", StringComparison.Ordinal)));
        run = await ToolRun.InProcess("novelty", trained.Model, trained.Images, "--split", "test", "--unknown", "nowhere");
        Assert.Equal((1, true), (run.ExitCode, run.Error.Contains("'nowhere' does not exist", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Images_are_explained_in_pictures_of_their_own()
    {
        string folder = trained.File("explained"), test = Path.Combine(trained.Images, "test");
        ProgramRun run = await ToolRun.InProcess("explain", trained.Model, Path.Combine(test, "robin"), Path.Combine(test, "magpie"), "--output", folder);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(8, Directory.GetFiles(folder, "*.explained.png").Length);
        Assert.Equal(8, run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        run = await ToolRun.InProcess("explain", trained.Model, trained.AnImage, "--class", "magpie", "--output", folder);
        Assert.Contains("magpie (", run.Out);
        run = await ToolRun.InProcess("explain", trained.Model, trained.AnImage, "--class", "eagle", "--output", folder);
        Assert.Equal((1, true), (run.ExitCode, run.Error.Contains("no class 'eagle'", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Evaluation_gives_json()
    {
        ProgramRun run = await ToolRun.InProcess("evaluate", trained.Model, trained.Images, "--json");
        Assert.Equal("MLNet.Ride long-tail report", (string?)JsonNode.Parse(run.Out)!["format"]);
    }

    [Fact]
    public async Task Predictions_are_a_table_or_lines_of_json()
    {
        ProgramRun table = await ToolRun.InProcess("predict", trained.Model, trained.AnImage);
        Assert.Contains("robin", table.Out);
        ProgramRun json = await ToolRun.InProcess("predict", trained.Model, trained.AnImage, trained.AnImage, "--json", "--top", "2");
        string[] lines = json.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Equal(2, JsonNode.Parse(lines[0])!["classes"]!.AsArray().Count);
        Assert.Contains("<b>jay<_b>", (await ToolRun.InProcess("predict", trained.Model, trained.AnImage, "--json")).Out);
    }

    [Fact]
    public async Task An_image_is_read_from_standard_input()
    {
        using FileStream image = File.OpenRead(trained.AnImage);
        ProgramRun run = await ToolRun.InProcess(image, "predict", trained.Model, "-", "--json");
        Assert.Equal((0, "-"), (run.ExitCode, (string?)JsonNode.Parse(run.Out)!["file"]));
    }

    [Fact]
    public async Task An_unreadable_image_is_named_and_the_others_are_classified()
    {
        string text = trained.File("text.png");
        await File.WriteAllTextAsync(text, "no image");
        ProgramRun run = await ToolRun.InProcess("predict", trained.Model, text, trained.File("absent.png"), trained.AnImage, "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("text.png: it is not an image of a known format", run.Error);
        Assert.Contains("absent.png", run.Error);
        Assert.Single(run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task All_images_of_a_folder_are_classified_in_order()
    {
        string folder = trained.File("holiday");
        Directory.CreateDirectory(Path.Combine(folder, "beach", ".hidden"));
        foreach (string name in (string[])["b.png", "a.png", "beach/c.png", "beach/.hidden/d.png"])
        {
            File.Copy(trained.AnImage, Path.Combine(folder, name));
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "notes.txt"), "no image");
        ProgramRun run = await ToolRun.InProcess("predict", trained.Model, folder, trained.AnImage, "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        string[] files = [.. run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (string)JsonNode.Parse(line)!["file"]!)];
        Assert.Equal([Path.Combine(folder, "a.png"), Path.Combine(folder, "b.png"), Path.Combine(folder, "beach", "c.png"), trained.AnImage], files);
    }

    [Fact]
    public async Task A_folder_without_images_is_refused()
    {
        Directory.CreateDirectory(trained.File("nothing"));
        ProgramRun run = await ToolRun.InProcess("predict", trained.Model, trained.File("nothing"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("contains no images that can be decoded", run.Error);
    }

    [UnixFact]
    public async Task A_missing_folder_for_temporary_files_is_named()
    {
        ProgramRun run = await ToolRun.AsProcess(("TMPDIR", "/nowhere"), "inspect", trained.Model);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("ride: The folder for temporary files, '/nowhere/', does not exist. Create it, or set TMPDIR to another folder.", run.Error);
    }

    [Fact]
    public async Task A_model_is_inspected()
    {
        ProgramRun run = await ToolRun.InProcess("inspect", trained.Model);
        Assert.All(["resnet20", "2, with routing", "parameters", "million MACs", "117, 5 to 88 per class", "magpie"], word => Assert.Contains(word, run.Out));
    }

    [Fact]
    public async Task A_model_is_exported()
    {
        (string onnx, string weights) = (trained.File("model.onnx"), trained.File("model.safetensors"));
        ProgramRun run = await ToolRun.InProcess("export", trained.Model, "--onnx", onnx, "--safetensors", weights);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.True(new FileInfo(onnx).Length > 100_000 && new FileInfo(weights).Length > 100_000);
    }

    [Fact]
    public async Task A_graph_of_integers_is_calibrated_on_training_images()
    {
        (string onnx, string small) = (trained.File("whole.onnx"), trained.File("small.onnx"));
        ProgramRun whole = await ToolRun.InProcess("export", trained.Model, "--onnx", onnx);
        ProgramRun run = await ToolRun.InProcess("export", trained.Model, "--onnx", small, "--onnx-calibration", trained.Images);
        Assert.True(run.ExitCode == 0 && whole.ExitCode == 0, run.Error + whole.Error);
        Assert.InRange(new FileInfo(small).Length / (double)new FileInfo(onnx).Length, 0.1, 0.5);
    }

    [Fact]
    public async Task A_graph_of_a_model_with_views_scores_one_of_them_and_says_so()
    {
        var ml = new MLContext();
        (string views, string onnx) = (trained.File("views.zip"), trained.File("views.onnx"));
        ITransformer model = ml.Model.Load(trained.Model, out DataViewSchema schema);
        ITransformer flipping = ml.MulticlassClassification.WithTestTimeAugmentation(model, TestTimeAugmentation.Flip);
        ml.Model.Save(flipping, schema, views);
        Array.ForEach([model, flipping], m => (m as IDisposable)?.Dispose());
        ProgramRun run = await ToolRun.InProcess("export", views, "--onnx", onnx);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("ride: warning: The model averages several views of an image", run.Error);
        Assert.True(new FileInfo(onnx).Length > 100_000);
        Assert.Contains("Flip (test-time augmentation)", (await ToolRun.InProcess("inspect", views)).Out);
    }

    [Fact]
    public async Task Options_of_a_file_and_of_flags_are_used()
    {
        string options = trained.File("options.json");
        await File.WriteAllTextAsync(options, """{ "epochs": 1, "loss": { "classification": "focal", "deferredReweighting": false } }""");
        string model = trained.File("other.zip"), report = trained.File("other.html"), runs = trained.File("runs");
        ProgramRun run = await ToolRun.InProcess(
            ["train", trained.Images, "-o", model, .. TrainedModel.Small, "--options", options, "--loss.gamma", "2", "--routing.enabled", "false", "--report", report, "--tensorboard", runs]);
        Assert.True(run.ExitCode == 0, run.Error);
        JsonNode used = JsonNode.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(report, ".json")))!["trainingOptions"]!;
        Assert.Equal((1, "focal", 2.0), ((int)used["epochs"]!, (string?)used["loss"]!["classification"], (double)used["loss"]!["gamma"]!));
        Assert.False((bool)used["routing"]!["enabled"]!);
        Assert.Single(Directory.GetFiles(runs, "*tfevents*"));
    }
}
