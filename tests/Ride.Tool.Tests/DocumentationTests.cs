using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using MLNet.Ride.Tool.Options;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tool.Tests;

public sealed class DocumentationTests
{
    [Fact]
    public async Task The_document_shows_the_methods()
    {
        ProgramRun methods = await ToolRun.InProcess("methods");
        Assert.Contains("$ ride methods\n" + methods.Out.ReplaceLineEndings("\n").TrimEnd(), Document("cli.md"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cli.md", 12)]
    [InlineData("PackageReadme.md", 4)]
    public void Every_command_line_of_a_document_is_valid(string name, int least)
    {
        string[] commands = [.. Document(name).Split('\n').Where(line => line.StartsWith("$ ride ", StringComparison.Ordinal))];
        Assert.True(commands.Length >= least);
        RootCommand root = Program.Root(ToolRun.Discarded);
        Assert.All(commands, line => Assert.Empty(root.Parse(line["$ ride ".Length..].Split('>', '|', '#')[0]).Errors));
    }

    [Fact]
    public async Task The_page_of_options_is_what_the_tool_writes()
        => Assert.Equal((await ToolRun.InProcess("options", "--markdown")).Out.ReplaceLineEndings("\n"), Document("options.md"));

    [Fact]
    public async Task The_schema_of_options_is_what_the_tool_writes()
        => Assert.Equal((await ToolRun.InProcess("options", "--schema")).Out.ReplaceLineEndings("\n"), Document("training-options.schema.json"));

    [Fact]
    public void The_documentation_of_an_option_gives_its_range()
    {
        (OptionFlag Flag, RangeAttribute Range)[] ranges =
            [.. OptionFlags.All.SelectMany(flag => flag.Property.GetCustomAttributes<RangeAttribute>().Select(range => (flag, range)))];
        Assert.True(ranges.Length > 50);
        Assert.All(ranges, option => Assert.Contains(OptionAnnotations.Describe(option.Range), option.Flag.Description, StringComparison.Ordinal));
    }

    private static string Document(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", name)).ReplaceLineEndings("\n");
}
