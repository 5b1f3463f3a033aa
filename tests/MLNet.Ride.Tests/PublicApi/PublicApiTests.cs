using System.Reflection;
using MLNet.Ride.Torch;

namespace MLNet.Ride.Tests.PublicApi;

/// <summary>The public surface changes on purpose only.</summary>
public sealed class PublicApiTests
{
    private const string Accept = "RIDE_ACCEPT_PUBLIC_API";

    public static TheoryData<string> Listings => ["MLNet.Ride", "MLNet.Ride.Torch"];

    [Theory]
    [MemberData(nameof(Listings))]
    public void The_public_surface_is_the_one_that_was_agreed(string assembly)
    {
        Assembly loaded = (assembly == "MLNet.Ride" ? typeof(RideTransformer) : typeof(RideOptions)).Assembly;
        Assert.Equal(assembly, loaded.GetName().Name);
        string[] now = [.. ApiListing.Of(loaded)];
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllLines(Path.Combine(Sources(), $"{assembly}.txt"), now);
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

    private static string Sources()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MLNet.Ride.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("The tests do not run within the repository."), "tests", "MLNet.Ride.Tests", "PublicApi");
    }
}
