using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;

namespace Packaging.Tests;

public class PackageTests(Feed feed) : IClassFixture<Feed>
{
    private static string Runtime => $"""<PackageReference Include="libtorch-cpu-linux-x64" Version="{PackageVersions.Read()["libtorch-cpu-linux-x64"]}" />""";

    [Theory]
    [InlineData("MLNet.Ride.Torch")]
    [InlineData("MLNet.Ride")]
    public void A_package_holds_its_own_assembly_its_documentation_and_the_readme_and_nothing_else(string id)
    {
        using ZipArchive package = feed.Open(id);
        string[] files = [.. package.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        string framework = files[0].Split('/')[1];
        Assert.Equal([$"lib/{framework}/{id}.dll", $"lib/{framework}/{id}.xml"], files);
        Assert.NotNull(package.GetEntry("README.md"));
        using ZipArchive symbols = feed.Open(id, "snupkg");
        Assert.Contains(symbols.Entries, entry => entry.FullName == $"lib/{framework}/{id}.pdb");
    }

    [Theory]
    [InlineData("MLNet.Ride.Torch", new[] { "TorchSharp" })]
    [InlineData("MLNet.Ride", new[] { "MLNet.Ride.Torch", "Microsoft.ML", "Microsoft.ML.ImageAnalytics", "Microsoft.ML.TorchSharp", "TorchSharp" })]
    public void A_package_asks_for_the_versions_that_it_was_built_with(string id, string[] needed)
    {
        IReadOnlyDictionary<string, string> known = PackageVersions.Read(), asked = PackageVersions.DependenciesOf(feed, id);
        Assert.Superset(needed.ToHashSet(), asked.Keys.ToHashSet());
        Assert.All(asked, dependency => Assert.Equal(known.GetValueOrDefault(dependency.Key, feed.Version), dependency.Value));
    }

    [Theory]
    [InlineData("MLNet.Ride.Torch")]
    [InlineData("MLNet.Ride")]
    public void Every_assembly_that_a_package_refers_to_comes_with_what_it_asks_for(string id)
    {
        string[] asked = [.. PackageVersions.DependenciesOf(feed, id).Keys];
        IEnumerable<string> referred = Assembly.Load(id).GetReferencedAssemblies().Select(name => name.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal));
        Assert.All(referred, name => Assert.Contains(asked, package => name == package || name.StartsWith(package + ".", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("MLNet.Ride.Torch")]
    [InlineData("MLNet.Ride")]
    public void A_package_names_its_licence(string id)
    {
        XElement licence = PackageVersions.Nuspec(feed, id).Descendants().Single(e => e.Name.LocalName == "license");
        Assert.Equal("MIT", licence.Value);
    }

    [Fact]
    public void A_fresh_project_trains_saves_and_loads_with_the_package_and_a_native_runtime()
    {
        string folder = Directory.CreateTempSubdirectory("ride-fresh-").FullName;
        try
        {
            foreach (string file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "FreshProject")))
            {
                File.WriteAllText(
                    Path.Combine(folder, Path.GetFileNameWithoutExtension(file)),
                    File.ReadAllText(file).Replace("VERSION", feed.Version, StringComparison.Ordinal).Replace("<!--RUNTIME-->", Runtime, StringComparison.Ordinal));
            }

            // What the tests were restored with is not fetched again.
            string restored = $"""<fallbackPackageFolders><add key="restored" value="{Checkout.PackagesFolder}" /></fallbackPackageFolders>""";
            File.WriteAllText(
                Path.Combine(folder, "nuget.config"),
                $"""<configuration><packageSources><add key="packed" value="{feed.Folder}" /></packageSources>{restored}</configuration>""");
            string output = DotNet.Run(folder, ["run", "-c", "Release"], Path.Combine(folder, "packages"));
            Assert.Equal("12 rows of dark, light", output.Trim().Split('\n')[^1]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
