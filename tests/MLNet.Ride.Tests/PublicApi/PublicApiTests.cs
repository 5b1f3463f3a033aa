using System.Reflection;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.PublicApi;

/// <summary>The public surface changes on purpose only.</summary>
public sealed class PublicApiTests
{
    private const string Accept = "RIDE_ACCEPT_PUBLIC_API";

    private static readonly string[] s_assemblies = ["MLNet.Ride", "MLNet.Ride.Torch"];

    public static TheoryData<string> Listings => [.. s_assemblies];

    [Theory]
    [MemberData(nameof(Listings))]
    public void The_public_surface_is_the_one_that_was_agreed(string assembly)
    {
        string[] now = [.. ApiListing.Of(Assembly.Load(assembly))];
        if (IsAccepted)
        {
            File.WriteAllLines(Path.Combine(Checkout.Root, "tests", "MLNet.Ride.Tests", "PublicApi", $"{assembly}.txt"), now);
            return;
        }

        string[] agreed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "PublicApi", $"{assembly}.txt"));
        string[] changes = [.. agreed.Except(now).Select(l => "- " + l), .. now.Except(agreed).Select(l => "+ " + l)];
        Assert.True(
            agreed.SequenceEqual(now),
            $"The public surface of {assembly} is no longer that of tests/MLNet.Ride.Tests/PublicApi/{assembly}.txt:\n"
            + $"{string.Join('\n', changes)}\n"
            + $"If the change is meant, run this test once with {Accept}=1, which rewrites the file, and commit it with an entry in CHANGELOG.md.");
    }

    [Fact]
    public void The_reference_in_the_documents_is_that_of_the_code()
    {
        IReadOnlyDictionary<string, string> pages = ApiReference.Pages([.. s_assemblies.Select(Assembly.Load)]);
        string folder = Path.Combine(Checkout.Root, "docs", "api");
        if (IsAccepted)
        {
            Directory.CreateDirectory(folder);
            Array.ForEach(Directory.GetFiles(folder), File.Delete);
            Assert.All(pages, page => File.WriteAllText(Path.Combine(folder, page.Key), page.Value));
            return;
        }

        string advice = $"docs/api is not what the code's documentation says. Run this test once with {Accept}=1, which writes it anew, and commit it. The page: ";
        Assert.Equal(pages.Keys.Order(), Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order());
        Assert.All(pages, page => Assert.True(File.ReadAllText(Path.Combine(folder, page.Key)) == page.Value, advice + page.Key));
    }

    private static bool IsAccepted => Environment.GetEnvironmentVariable(Accept) == "1";
}
