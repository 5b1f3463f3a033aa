using System.Text.RegularExpressions;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Documentation;

/// <summary>Every message in docs/troubleshooting.md is one of the code's.</summary>
public sealed partial class TroubleshootingTests
{
    private static readonly Lazy<string> s_code = new(() => string.Concat(
        new[] { "src", "eng" }.SelectMany(folder => Directory.GetFiles(Path.Combine(Checkout.Root, folder), "*.*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cs" or ".targets")
            .Select(file => Joints().Replace(File.ReadAllText(file), ""))));

    public static TheoryData<string> Messages
        => [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "docs", "troubleshooting.md")).Select(line => Message().Match(line)).Where(m => m.Success).Select(m => m.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_is_one_of_the_code(string message)
        => Assert.Matches(string.Join("[^\"]{1,90}?", message.Split('…').Select(part => Regex.Escape(part.Trim())).Where(part => part.Length > 0)), s_code.Value);

    [GeneratedRegex(@"^\| `([^`]+)`")]
    private static partial Regex Message();

    // "a " + $"b" is one text.
    [GeneratedRegex("\"\\s*\\+\\s*\\$?\"")]
    private static partial Regex Joints();
}
