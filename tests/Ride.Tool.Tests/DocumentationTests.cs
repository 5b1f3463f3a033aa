using System.CommandLine;

namespace MLNet.Ride.Tool.Tests;

public sealed class DocumentationTests
{
    private static string Document => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "cli.md")).ReplaceLineEndings("\n");

    [Fact]
    public async Task The_document_shows_the_methods()
    {
        ProgramRun methods = await ToolRun.InProcess("methods");
        Assert.Contains("$ ride methods\n" + methods.Out.ReplaceLineEndings("\n").TrimEnd(), Document, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_line_of_the_document_can_be_used()
    {
        string[] commands = [.. Document.Split('\n').Where(line => line.StartsWith("$ ride ", StringComparison.Ordinal))];
        Assert.True(commands.Length > 6);
        RootCommand root = Program.Root(ToolRun.Discarded);
        Assert.All(commands, line => Assert.Empty(root.Parse(line["$ ride ".Length..].Split('>', '|')[0]).Errors));
    }
}
