using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Packaging.Tests;

/// <summary>What is in the packages of the libraries.</summary>
[Collection(nameof(PackedLibraries))]
public sealed partial class PackageTests(PackedLibraries packed)
{
    [Theory]
    [InlineData("MLNet.Ride.Torch", new[] { "buildTransitive/MLNet.Ride.Torch.targets" })]
    [InlineData("MLNet.Ride", new string[0])]
    [InlineData("MLNet.Ride.Hosting", new string[0])]
    public void A_package_holds_its_assembly_documentation_README_and_icon_and_nothing_else(string id, string[] others)
    {
        using ZipArchive package = packed.Open(id);
        string[] own = ["README.md", "icon.png", $"lib/net8.0/{id}.dll", $"lib/net8.0/{id}.xml", .. others];
        string[] ofEveryPackage = ["[Content_Types].xml", "_rels/.rels", id + ".nuspec"];
        IEnumerable<string> files = package.Entries.Select(entry => entry.FullName).Where(name => !name.StartsWith("package/", StringComparison.Ordinal));
        Assert.Equal(own.Concat(ofEveryPackage).Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
        using ZipArchive symbols = packed.Open(id, "snupkg");
        Assert.Contains(symbols.Entries, entry => entry.FullName == $"lib/net8.0/{id}.pdb");
    }

    [Theory]
    [InlineData("MLNet.Ride.Torch", "TorchSharp")]
    [InlineData("MLNet.Ride", "MLNet.Ride.Torch Microsoft.Extensions.Logging.Abstractions Microsoft.ML Microsoft.ML.ImageAnalytics SkiaSharp SkiaSharp.NativeAssets.Linux.NoDependencies")]
    [InlineData("MLNet.Ride.Hosting", "MLNet.Ride Microsoft.Extensions.Diagnostics.HealthChecks.Abstractions Microsoft.Extensions.Hosting.Abstractions Microsoft.Extensions.Options")]
    public void A_package_asks_for_what_it_was_built_with(string id, string needed)
    {
        Dictionary<string, string> asked = packed.Metadata(id)["dependency"].ToDictionary(e => e.Attribute("id")!.Value, e => e.Attribute("version")!.Value);
        Assert.Equal(needed.Split(' ').Order(), asked.Keys.Order());
        IReadOnlyDictionary<string, string> central = CentralVersions.Read();
        Assert.All(asked, dependency => Assert.Equal(central.GetValueOrDefault(dependency.Key, $"[{packed.Version}]"), dependency.Value));
    }

    [Theory]
    [InlineData("MLNet.Ride.Torch")]
    [InlineData("MLNet.Ride")]
    [InlineData("MLNet.Ride.Hosting")]
    public void A_package_says_what_the_gallery_shows(string id)
    {
        ILookup<string, XElement> metadata = packed.Metadata(id);
        Assert.Equal("MIT", metadata["license"].Single().Value);
        Assert.All(new[] { "description", "tags", "icon", "readme", "projectUrl", "releaseNotes" }, name => Assert.NotEmpty(metadata[name].Single().Value));
        Assert.Equal(metadata["projectUrl"].Single().Value, metadata["repository"].Single().Attribute("url")!.Value);
    }

    [Theory]
    [InlineData("MLNet.Ride.Torch")]
    [InlineData("MLNet.Ride")]
    [InlineData("MLNet.Ride.Hosting")]
    public void Links_of_a_package_README_are_absolute_and_lead_to_files_of_the_repository(string id)
    {
        string files = packed.Metadata(id)["projectUrl"].Single().Value + "/blob/main/";
        string[] links = [.. Link().Matches(packed.ReadText(id, "README.md")).Select(match => match.Groups[1].Value)];
        Assert.Contains(links, link => link.StartsWith(files, StringComparison.Ordinal));
        Assert.All(links, link => Assert.StartsWith("https://", link));
        Assert.All(links.Where(link => link.StartsWith(files, StringComparison.Ordinal)), link => Assert.True(File.Exists(Path.Combine(Checkout.Root, link[files.Length..])), link));
    }

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();
}
