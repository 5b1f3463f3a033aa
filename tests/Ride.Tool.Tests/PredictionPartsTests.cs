using System.Diagnostics;
using System.Text.Json.Nodes;
using MLNet.Ride.Tool.Parts;

namespace MLNet.Ride.Tool.Tests;

/// <summary><c>ride predict --part</c> and <c>ride merge</c>.</summary>
public sealed class PredictionPartsTests(TrainedModel trained) : IClassFixture<TrainedModel>
{
    private const int Images = 158;

    [Fact]
    public async Task Merged_parts_are_the_predictions_of_all_images_in_order()
    {
        string manifest = Manifest();
        string[] parts = [.. Enumerable.Range(1, 3).Select(number => trained.File($"in-order-{number}.jsonl"))];
        foreach ((int i, string part) in parts.Index())
        {
            await Succeed("predict", trained.Model, "--manifest", manifest, "--part", $"{i + 1}/3", "--output", part, "--top", "2");
        }

        await Succeed(["merge", .. parts.Reverse(), "--output", trained.File("merged.jsonl")]);
        await Succeed("predict", trained.Model, "--manifest", manifest, "--output", trained.File("whole.jsonl"), "--top", "2");

        string[] merged = File.ReadAllLines(trained.File("merged.jsonl"));
        Assert.Equal(File.ReadAllLines(trained.File("whole.jsonl")).Select(Named), merged.Select(Named));
        Assert.Equal(Enumerable.Range(1, Images), merged.Select(line => (int)JsonNode.Parse(line)!["row"]!));
        JsonNode first = JsonNode.Parse(merged[0])!;
        JsonNode alone = JsonNode.Parse((await ToolRun.InProcess("predict", trained.Model, (string)first["file"]!, "--top", "2", "--json")).Out)!;
        Assert.Equal((Images, 2, (string?)alone["classes"]![0]!["name"]), ((int)first["rows"]!, first["classes"]!.AsArray().Count, (string?)first["classes"]![0]!["name"]));
        Assert.Equal((double)alone["classes"]![0]!["probability"]!, (double)first["classes"]![0]!["probability"]!, 1e-5);
    }

    [Fact]
    public async Task A_killed_command_continues_and_a_complete_file_is_kept()
    {
        string file = trained.File("continued.jsonl"), manifest = Manifest(repeated: 20);
        string[] command = ["predict", trained.Model, "--manifest", manifest, "--part", "1/2", "--output"];
        string partial = Kill([.. command, file], file);
        Assert.False(File.Exists(file));
        File.AppendAllText(partial, "{\"row\":"); // a line that is not whole

        Assert.Matches($@"{Images * 10} images, \d+ of them before", (await Succeed([.. command, file])).Out);
        await Succeed([.. command, trained.File("at-once.jsonl")]);
        Assert.Equal(File.ReadAllLines(trained.File("at-once.jsonl")).Select(Named), File.ReadAllLines(file).Select(Named));
        Assert.False(File.Exists(partial));

        DateTime written = File.GetLastWriteTimeUtc(file);
        Assert.Contains("is complete", (await Succeed([.. command, file])).Out);
        Assert.Equal(written, File.GetLastWriteTimeUtc(file));
    }

    [Fact]
    public async Task Lines_of_other_settings_are_not_continued()
    {
        string file = trained.File("settings.jsonl"), manifest = Manifest(repeated: 20);
        string[] command = ["predict", trained.Model, "--manifest", manifest, "--output", file];
        string partial = Kill(command, file);

        Assert.DoesNotContain("before", (await Succeed([.. command, "--top", "1"])).Out);

        Assert.All(File.ReadAllLines(file), line => Assert.Single(JsonNode.Parse(line)!["classes"]!.AsArray()));
        Assert.False(File.Exists(partial));
    }

    [Fact]
    public async Task An_image_that_cannot_be_read_has_a_line_with_the_error()
    {
        string broken = trained.File("broken.png");
        File.WriteAllText(broken, "no image");
        string file = trained.File("errors.jsonl");

        ProgramRun run = await ToolRun.InProcess("predict", trained.Model, trained.AnImage, broken, trained.File("missing.png"), "--output", file);

        Assert.Equal(1, run.ExitCode);
        string[] lines = File.ReadAllLines(file);
        Assert.Equal([false, true, true], lines.Select(line => JsonNode.Parse(line)!["error"] is not null));
        Assert.Contains("missing.png", (string?)JsonNode.Parse(lines[2])!["error"]);
        await Succeed("merge", file, "--output", trained.File("with-errors.jsonl"));
    }

    [Fact]
    public async Task Merging_finds_what_is_missing_or_double()
    {
        string[] parts = [.. Enumerable.Range(1, 3).Select(number => trained.File($"checked-{number}.jsonl"))];
        foreach ((int i, string part) in parts.Index())
        {
            await Succeed("predict", trained.Model, trained.Images, "--part", $"{i + 1}/3", "--output", part);
        }

        string cut = trained.File("cut.jsonl"), other = trained.File("other.jsonl");
        File.WriteAllLines(cut, File.ReadAllLines(parts[1])[..^1]);
        await Succeed("predict", trained.Model, trained.AnImage, "--output", other);

        Assert.Contains("Image 2 of 158 is missing", await Refused(parts[0], parts[2]));
        Assert.Contains("Image 158 of 158 is missing", await Refused(parts[0], cut, parts[2]));
        Assert.Contains($"Image 1 of 158 is there twice: in '{parts[0]}' and in '{parts[0]}'", await Refused(parts[0], parts[0], parts[1], parts[2]));
        Assert.Contains("not of the same images", await Refused([other, .. parts[1..]]));
        Assert.Contains("Line 1 of", await Refused(trained.Report));
        Assert.False(File.Exists(trained.File("refused.jsonl")));
    }

    [Theory]
    [InlineData("0/3")]
    [InlineData("4/3")]
    [InlineData("1")]
    [InlineData("a/b")]
    public async Task What_is_no_part_is_refused(string part)
    {
        ProgramRun run = await ToolRun.InProcess("predict", trained.Model, trained.Images, "--part", part, "--output", trained.File("none.jsonl"));
        Assert.Equal((2, true), (run.ExitCode, run.Error.Contains($"must be the number of a part and the number of parts, such as 3/16, or auto, but is {part}.")));
    }

    [Fact]
    public void The_part_of_a_process_is_that_of_its_job()
    {
        Assert.Null(Part.OfProcess(_ => null));
        Assert.Equal(new Part(3, 16), Of(("JOB_COMPLETION_INDEX", "2"), ("JOB_COMPLETIONS", "16")));
        Assert.Equal(new Part(3, 8), Of(("SLURM_ARRAY_TASK_ID", "7"), ("SLURM_ARRAY_TASK_MIN", "5"), ("SLURM_ARRAY_TASK_COUNT", "8")));

        static Part? Of(params (string Name, string Value)[] variables)
            => Part.OfProcess(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
    }

    [Fact]
    public async Task A_part_of_a_process_needs_a_file_of_its_own()
        => Assert.Contains("requires {part} in --output", (await ToolRun.InProcess("predict", trained.Model, trained.Images, "--part", "auto", "--output", trained.File("one.jsonl"))).Error);

    private static async Task<ProgramRun> Succeed(params string[] command)
    {
        ProgramRun run = await ToolRun.InProcess(command);
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }

    private async Task<string> Refused(params string[] parts)
    {
        ProgramRun run = await ToolRun.InProcess(["merge", .. parts, "--output", trained.File("refused.jsonl")]);
        Assert.Equal(1, run.ExitCode);
        return run.Error;
    }

    // A manifest without labels, with paths from its folder on.
    private string Manifest(int repeated = 1)
    {
        string[] files = Directory.GetFiles(trained.Images, "*.png", SearchOption.AllDirectories);
        string[] rows = [.. files.Order(StringComparer.Ordinal).Select(file => $"\"{Path.GetRelativePath(trained.File("."), file)}\"")];
        string manifest = trained.File($"all-{repeated}.csv");
        File.WriteAllLines(manifest, ["ImagePath", .. Enumerable.Repeat(rows, repeated).SelectMany(all => all)]);
        return manifest;
    }

    private static (int, string?) Named(string line)
    {
        JsonNode prediction = JsonNode.Parse(line)!;
        return ((int)prediction["row"]!, (string?)prediction["classes"]![0]!["name"]);
    }

    // Kills the command when it has written lines, and returns the file of these lines.
    private static string Kill(string[] command, string file)
    {
        using Process process = ToolRun.Start(command);
        string? partial;
        do
        {
            Assert.False(process.HasExited, "The command ended before it was killed.");
            partial = Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + ".*.partial").SingleOrDefault();
        }
        while (partial is null || new FileInfo(partial).Length == 0);

        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return partial;
    }
}
