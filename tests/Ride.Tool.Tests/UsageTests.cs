using System.CommandLine;
using MLNet.Ride.Tool.Commands;
using MLNet.Ride.Tool.Options;
using MLNet.Ride.Torch;

namespace MLNet.Ride.Tool.Tests;

/// <summary>Errors and help texts of the tool.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Commands => ["train", "check", "evaluate", "predict", "inspect", "export", "methods", "options"];

    public static TheoryData<string> RecipeNames => [.. Recipes.All.Select(r => r.Name)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(2, "Required command was not provided. See 'ride --help'.")]
    [InlineData(2, "Option '--output' is required. See 'ride train --help'.", "train", ".")]
    [InlineData(2, "Unrecognized command or argument '--loss.gama'", "train", ".", "-o", "m.zip", "--loss.gama", "2")]
    [InlineData(2, "Loss.Gamma must be between 0 and 10, but is 20.", "train", ".", "-o", "m.zip", "--loss.gamma", "20")]
    [InlineData(2, "epochs must be a whole number, at least 1, but is \"many\".", "train", ".", "-o", "m.zip", "--epochs", "many")]
    [InlineData(2, "precision must be one of float32, bFloat16, but is \"half\".", "train", ".", "-o", "m.zip", "--precision", "half")]
    [InlineData(2, "optimizer.steps must be a list of numbers, each at least 1, but is ", "train", ".", "-o", "m.zip", "--optimizer.steps", "3,x")]
    [InlineData(2, "nesterov must be true or false, but is \"maybe\".", "train", ".", "-o", "m.zip", "--optimizer.nesterov", "maybe")]
    [InlineData(2, "Unknown recipe 'what'. Available recipes: small-images, photos", "train", ".", "-o", "m.zip", "--recipe", "what")]
    [InlineData(2, "Backbone", "train", ".", "-o", "m.zip", "--backbone", "vgg")]
    [InlineData(2, "The options file 'absent.json' does not exist.", "train", ".", "-o", "m.zip", "--options", "absent.json")]
    [InlineData(2, "--top must be a whole number of at least 1, but is 0.", "predict", "m.zip", "a.png", "--top", "0")]
    [InlineData(2, "Specify what to write: --onnx FILE, --safetensors FILE, or both; or --output FILE for a checkpoint.", "export", "m.zip")]
    [InlineData(1, "There is no checkpoint in 'nowhere'.", "export", "nowhere", "-o", "m.zip")]
    [InlineData(2, "Specify either --resume or --restart.", "train", ".", "-o", "m.zip", "--resume", "--restart")]
    [InlineData(2, "There is no checkpoint in 'm.zip.checkpoint' to resume from.", "train", ".", "-o", "m.zip", "--resume")]
    [InlineData(2, "Cannot parse argument 'ignore' for option '--unreadable'", "train", ".", "-o", "m.zip", "--unreadable", "ignore")]
    [InlineData(1, "'nowhere' does not exist. Provide a folder", "check", "nowhere")]
    [InlineData(2, "--report must be an .html file", "train", ".", "-o", "m.zip", "--report", "r.json")]
    [InlineData(2, "--images works only with a list (.txt)", "train", ".", "-o", "m.zip", "--images", ".")]
    [InlineData(1, "'nowhere' does not exist. Provide a folder with one folder per class", "train", "nowhere", "-o", "m.zip")]
    [InlineData(1, "The model 'm.zip' does not exist. Train one first: ride train DATA --output m.zip", "inspect", "m.zip")]
    [InlineData(1, "The model 'm.zip' does not exist.", "predict", "m.zip", "a.png")]
    public async Task A_mistake_is_reported_in_one_line(int exitCode, string message, params string[] arguments)
    {
        ProgramRun run = await ToolRun.InProcess(arguments);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(message, run.Error);
        Assert.StartsWith("ride: ", run.Error);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("Parameter '", run.Error);
        Assert.Empty(run.Out);
    }

    [Fact]
    public async Task A_report_on_the_training_images_is_refused_before_training()
    {
        foreach (string robins in (string[])["plain/robin", "half/train/robin"])
        {
            string folder = Directory.CreateDirectory(Path.Combine(_folder.Path, robins)).FullName;
            await File.WriteAllTextAsync(Path.Combine(folder, "0.png"), "not looked at");
        }

        ProgramRun plain = await ToolRun.InProcess("train", _folder.File("plain"), "-o", _folder.File("m.zip"), "--report", _folder.File("r.html"));
        ProgramRun half = await ToolRun.InProcess("train", _folder.File("half"), "-o", _folder.File("m.zip"), "--report", _folder.File("r.html"));
        Assert.Equal((1, 1), (plain.ExitCode, half.ExitCode));
        Assert.Contains("has no test images", plain.Error);
        Assert.Contains("has no test images", half.Error);
    }

    [Theory]
    [InlineData("""{ "loss": { "gama": 3 } }""", "unknown option, 'loss.gama'")]
    [InlineData("""{ "epochs": 0 }""", "Epochs must be at least 1, but is 0.")]
    [InlineData("""{ "epochs": null }""", "epochs must be a whole number, at least 1, but is null.")]
    [InlineData("""{ "epochs": 1.5 }""", "epochs must be a whole number, at least 1, but is 1.5.")]
    [InlineData("""{ "backbone": 7 }""", "backbone must be text, but is 7.")]
    [InlineData("""{ "backbone": null }""", "Backbone must be set")]
    [InlineData("""{ "loss": 3 }""", "'loss' must be an object of options, but is 3.")]
    [InlineData("[]", "is not a JSON object of options")]
    [InlineData("{", "is not valid JSON")]
    public async Task An_invalid_options_file_is_named(string json, string message)
    {
        string file = _folder.File("options.json");
        await File.WriteAllTextAsync(file, json);
        ProgramRun run = await ToolRun.InProcess("train", ".", "-o", "m.zip", "--options", file);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error);
        Assert.Contains("options.json", run.Error);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_has_help_with_valid_examples(string command)
    {
        ProgramRun run = await ToolRun.InProcess(command, "--help");
        Assert.Equal(0, run.ExitCode);
        string[] examples = [.. run.Out.Split("Examples:")[1].Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("ride ", StringComparison.Ordinal))];
        Assert.Contains(examples, line => line.StartsWith($"ride {command}", StringComparison.Ordinal));
        RootCommand root = Program.Root(ToolRun.Discarded);
        Assert.All(examples, line => Assert.Empty(root.Parse(line["ride ".Length..].Split('>', '|')[0]).Errors));
    }

    [Fact]
    public async Task Exit_codes_are_those_of_the_process()
    {
        Assert.Equal(0, (await ToolRun.AsProcess("--version")).ExitCode);
        Assert.Equal(2, (await ToolRun.AsProcess("trian")).ExitCode);
        ProgramRun failed = await ToolRun.AsProcess("inspect", "absent.zip");
        Assert.Equal((1, ""), (failed.ExitCode, failed.Out));
        Assert.DoesNotContain("   at ", failed.Error);
    }

    [Theory]
    [MemberData(nameof(RecipeNames))]
    public async Task The_options_of_a_recipe_written_as_json_are_read_again(string recipe)
    {
        ProgramRun written = await ToolRun.InProcess("options", "--recipe", recipe, "--json");
        Assert.Equal(0, written.ExitCode);
        string file = _folder.File("options.json");
        await File.WriteAllTextAsync(file, written.Out);
        ProgramRun read = await ToolRun.InProcess("options", "--recipe", recipe, "--options", file, "--json");
        Assert.Equal(written.Out, read.Out);
    }

    [Fact]
    public async Task Every_option_has_a_flag_and_its_documentation()
    {
        ProgramRun run = await ToolRun.InProcess("options");
        Assert.True(OptionFlags.All.Count > 60);
        Assert.All(OptionFlags.All, flag => Assert.Contains($"{flag.Name} ", run.Out));
        Assert.All(OptionFlags.All, flag => Assert.NotEmpty(flag.Description));
    }

    [Fact]
    public async Task Lists_and_none_are_accepted()
    {
        ProgramRun run = await ToolRun.InProcess("options", "--optimizer.steps", "3,5", "--seed", "none", "--loss.diversity-factor", "-0.3", "--precision", "bfloat16", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        string text = string.Concat(run.Out.Where(c => !char.IsWhiteSpace(c)));
        Assert.All(["\"steps\":[3,5]", "\"seed\":null", "\"diversityFactor\":-0.3", "\"precision\":\"bFloat16\""], part => Assert.Contains(part, text));
    }

    [Fact]
    public async Task Methods_are_those_of_the_registries()
    {
        ProgramRun run = await ToolRun.InProcess("methods");
        Assert.All(MethodsCommand.Registries.SelectMany(r => r.Names).Concat(Recipes.All.Select(r => r.Name)), name => Assert.Contains(name, run.Out));
        Assert.All(MethodsCommand.Registries, r => Assert.Contains(OptionFlags.All, f => f.Name == r.Flag));
    }
}
