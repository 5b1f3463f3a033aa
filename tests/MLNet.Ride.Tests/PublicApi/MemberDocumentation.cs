namespace MLNet.Ride.Tests.PublicApi;

/// <summary>What the code says of a type or member, as Markdown on one line each.</summary>
internal sealed record MemberDocumentation(string Summary, IReadOnlyList<string> Details)
{
    public static MemberDocumentation None { get; } = new("", []);

    public string Text(string lineBreak) => string.Join(lineBreak, Details.Prepend(Summary).Where(part => part.Length > 0));
}
