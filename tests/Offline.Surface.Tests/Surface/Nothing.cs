namespace Offline.Surface.Tests.Surface;

internal static class Nothing
{
    /// <summary>Fails with all the lines there are.</summary>
    public static void In(IReadOnlyCollection<string> lines)
        => Assert.True(lines.Count == 0, $"{lines.Count} lines:{Environment.NewLine}{string.Join(Environment.NewLine, lines)}");
}
