using System.CommandLine;
using MLNet.Ride.Tool.Output;

namespace MLNet.Ride.Tool.Tests;

public sealed class DocumentationTests
{
    [Fact]
    public void Every_command_line_of_the_document_can_be_used()
    {
        string[] commands = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "docs", "cli.md")).Where(line => line.StartsWith("$ ride ", StringComparison.Ordinal))];
        Assert.True(commands.Length > 6);
        RootCommand root = Program.Root(new Terminal(TextWriter.Null, TextWriter.Null, () => Stream.Null, false, false));
        Assert.All(commands, line => Assert.Empty(root.Parse(line["$ ride ".Length..].Split('>', '|')[0]).Errors));
    }
}
