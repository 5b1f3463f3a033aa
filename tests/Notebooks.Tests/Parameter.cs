using System.Text.RegularExpressions;

namespace Notebooks.Tests;

/// <summary>A line of a parameters cell, such as <c>int epochs = 16;</c>.</summary>
internal sealed partial record Parameter(string Type, string Name, string Value)
{
    public static Parameter Read(string line)
    {
        Match match = Declaration().Match(line);
        return match.Success ? new(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value) : throw new InvalidDataException($"'{line}' does not declare a parameter.");
    }

    [GeneratedRegex("^(string|int) (\\w+) = (.+);$")]
    private static partial Regex Declaration();
}
