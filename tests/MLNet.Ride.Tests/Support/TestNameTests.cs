using System.Text.RegularExpressions;

namespace MLNet.Ride.Tests.Support;

/// <summary>Tests are named by sentences: A_thing_does_something.</summary>
public sealed partial class TestNameTests
{
    [Fact]
    public void Every_test_is_named_by_a_sentence()
    {
        string[] names = [.. Directory.GetFiles(Path.Combine(Checkout.Root, "tests"), "*.cs", SearchOption.AllDirectories).SelectMany(file => Names(File.ReadAllText(file)))];
        Assert.Contains(nameof(Every_test_is_named_by_a_sentence), names);
        Assert.DoesNotContain(names, name => !name.Contains('_', StringComparison.Ordinal));
    }

    // The method that follows the attribute.
    private static IEnumerable<string> Names(string source)
        => TestAttribute().Matches(source).Select(attribute => Method().Match(source, attribute.Index).Groups[1].Value);

    [GeneratedRegex(@"^ *\[\w*(?:Fact|Theory)\b", RegexOptions.Multiline)]
    private static partial Regex TestAttribute();

    [GeneratedRegex(@"^ *public (?:async )?(?:void|Task) (\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Method();
}
