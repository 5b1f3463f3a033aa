using System.Text.RegularExpressions;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Documentation;

/// <summary>The figures that the README and its picture show stand in a results file, which tells how they were measured.</summary>
public sealed partial class FigureTests
{
    private static readonly string Results = string.Concat(
        Directory.GetFiles(Path.Combine(Checkout.Root, "docs", "results"), "*.md").Select(File.ReadAllText));

    [Fact]
    public void Percentages_of_the_README_are_measured()
    {
        string[] figures = [.. Percentage().Matches(Text("README.md")).Select(match => match.Groups[1].Value)];

        Assert.True(figures.Length >= 6, string.Join(", ", figures));
        Assert.DoesNotContain(figures, IsMissing);
    }

    [Fact]
    public void Bars_of_its_picture_are_measured()
    {
        string[] figures = [.. Bar().Matches(Text("docs/images/rare-classes.svg")).Select(match => match.Groups[1].Value)];

        Assert.Equal(6, figures.Length);
        Assert.DoesNotContain(figures, IsMissing);
    }

    private static bool IsMissing(string figure) => !Regex.IsMatch(Results, $@"[\s*|]{Regex.Escape(figure)}[\s*|%]");

    private static string Text(string path) => File.ReadAllText(Path.Combine(Checkout.Root, path));

    [GeneratedRegex(@"(\d+\.\d)%")]
    private static partial Regex Percentage();

    [GeneratedRegex(@"class=""value""[^>]*>([\d.]+)<")]
    private static partial Regex Bar();
}
