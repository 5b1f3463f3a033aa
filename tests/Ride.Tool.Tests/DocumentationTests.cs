using System.CommandLine;

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

    private static string Document(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", name)).ReplaceLineEndings("\n");
}
