using System.IO.Compression;

namespace Packaging.Tests;

/// <summary>The packages of <c>ride</c>, packed against the feed and installed from where they were left.</summary>
public sealed class ToolTests(Feed feed) : IClassFixture<Feed>, IDisposable
{
    // What nuget.org takes.
    private const long LargestPackage = 250L << 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("ride-tool-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_tool_has_a_package_for_each_system_and_can_be_installed_and_run()
    {
        string packed = Path.Combine(_folder, "packed"), tools = Path.Combine(_folder, "tools");
        Pack(packed);
        Assert.Equal(["", ".linux-x64", ".osx-arm64", ".win-x64"], Directory.GetFiles(packed).Select(file => Path.GetFileName(file)["MLNet.Ride.Tool".Length..^$".{feed.Version}.nupkg".Length]).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(packed), file => Assert.InRange(new FileInfo(file).Length, 1, LargestPackage));
        Assert.All(Directory.GetFiles(packed), file => Assert.Equal(file.Contains("linux", StringComparison.Ordinal), HoldsLibrariesOfLinux(file)));

        File.WriteAllText(Path.Combine(_folder, "nuget.config"), $"""<configuration><packageSources><clear /><add key="packed" value="{packed}" /></packageSources></configuration>""");
        DotNet.Run(_folder, ["tool", "install", "MLNet.Ride.Tool", "--tool-path", tools, "--version", feed.Version], Path.Combine(_folder, "installed"));
        string ride = Path.Combine(tools, OperatingSystem.IsWindows() ? "ride.exe" : "ride");
        Assert.StartsWith(feed.Version, DotNet.Run(_folder, ["--version"], program: ride), StringComparison.Ordinal);
        Assert.Contains("cifar100-lt", DotNet.Run(_folder, ["methods"], program: ride), StringComparison.Ordinal);
    }

    private void Pack(string output)
        => DotNet.Run(Checkout.Root, ["pack", "tools/Ride", "-c", "Release", "-m:1", "-o", output, "--nologo", $"-p:ArtifactsPath={Path.Combine(_folder, "artifacts")}"]);

    private static bool HoldsLibrariesOfLinux(string package)
    {
        using ZipArchive zip = ZipFile.OpenRead(package);
        return zip.Entries.Any(entry => entry.Name.Contains(".so", StringComparison.Ordinal));
    }
}
