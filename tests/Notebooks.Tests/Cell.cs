namespace Notebooks.Tests;

/// <summary>A code cell of a notebook.</summary>
/// <param name="Code">Its lines.</param>
/// <param name="Tags">Its tags: <c>packages</c> for references to packages, <c>parameters</c> for what a reader may change.</param>
internal sealed record Cell(IReadOnlyList<string> Code, IReadOnlyCollection<string> Tags)
{
    public bool IsRun => !Tags.Contains("packages");

    public bool HasParameters => Tags.Contains("parameters");

    /// <summary>Whether it declares types, which cannot stand in a method.</summary>
    public bool DeclaresTypes => Code.Any(line => line.StartsWith("public sealed class ", StringComparison.Ordinal));
}
