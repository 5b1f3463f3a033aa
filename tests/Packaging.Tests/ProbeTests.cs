using System.Xml.Linq;

namespace Packaging.Tests;

/// <summary>The project that tells whether a feed has what the library is built on.</summary>
public sealed class ProbeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ride-probe-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_feed_with_the_versions_of_the_repository_has_it()
    {
        (int exitCode, string output) = Restore(version => version);
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public void A_feed_with_newer_versions_alone_lacks_it()
    {
        (int exitCode, string output) = Restore(version => version + ".1");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("NU1603", output, StringComparison.Ordinal);
    }

    private (int ExitCode, string Output) Restore(Func<string, string> served)
    {
        string probe = Path.Combine(Checkout.Root, "eng", "probe", "probe.csproj");
        string asked = XDocument.Load(probe).Descendants("PackageReference").Single().Attribute("Include")!.Value;
        IReadOnlyDictionary<string, string> versions = PackageVersions.Read();
        string feed = Directory.CreateDirectory(Path.Combine(_folder, "feed")).FullName;
        foreach (string id in asked.Split(';'))
        {
            HandMadePackage.Write(feed, id, served(versions[id]), [], []);
        }

        // The SDK has what its own framework is compiled against; that of older ones would come from the feed.
        string framework = $"net{Environment.Version.Major}.0";
        return DotNet.Try(
            _folder,
            ["restore", probe, "--source", feed, $"-p:ArtifactsPath={_folder}/", $"-p:TargetFramework={framework}"],
            Path.Combine(_folder, "packages"));
    }
}
