using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Documentation;

/// <summary>No code of a document goes unchecked.</summary>
public sealed class SnippetTests
{
    private static readonly string s_sources = string.Concat(
        Directory.GetFiles(Path.Combine(Checkout.Root, "tests"), "*Snippets.cs", SearchOption.AllDirectories).Select(File.ReadAllText));

    [Fact]
    public void Every_document_with_code_is_compared_with_code_that_runs()
    {
        string[] documents = [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "docs"), "*.md").Where(file => Snippets.Blocks(File.ReadAllText(file)).Count > 0)];
        Assert.Contains(documents, file => Path.GetFileName(file) == "training.md");
        Assert.All(documents, file => Assert.Contains($"\"{Path.GetFileName(file)}\"", s_sources));
    }

    [Fact]
    public void All_blocks_are_found_without_their_assertions()
        => Assert.Equal(
            ["var a = 1;\nvar b = 2;", "var c = 3;"],
            Snippets.Blocks("text\r\n```csharp\r\nvar a = 1;\r\n\r\nvar b = 2;\r\n```\r\n* item\r\n\r\n  ```csharp\r\n  var c = 3;\r\n  Assert.Equal(3, c);\r\n  ```\r\n```json\r\n{}\r\n```"));
}
