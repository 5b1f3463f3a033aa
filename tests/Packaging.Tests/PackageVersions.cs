using System.IO.Compression;
using System.Xml.Linq;

namespace Packaging.Tests;

/// <summary>Versions: those that the repository names, and those that a package asks for.</summary>
internal static class PackageVersions
{
    public static IReadOnlyDictionary<string, string> Read()
    {
        XElement project = XDocument.Load(Path.Combine(Checkout.Root, "Directory.Packages.props")).Root!;
        Dictionary<string, string> properties = project.Elements("PropertyGroup").Elements().ToDictionary(e => $"$({e.Name.LocalName})", e => e.Value);
        return project.Elements("ItemGroup").Elements("PackageVersion").ToDictionary(
            e => e.Attribute("Include")!.Value, e => properties.GetValueOrDefault(e.Attribute("Version")!.Value, e.Attribute("Version")!.Value));
    }

    public static IReadOnlyDictionary<string, string> DependenciesOf(Feed feed, string id)
        => Nuspec(feed, id).Descendants().Where(e => e.Name.LocalName == "dependency").ToDictionary(e => e.Attribute("id")!.Value, e => e.Attribute("version")!.Value);

    public static XDocument Nuspec(Feed feed, string id)
    {
        using ZipArchive package = feed.Open(id);
        using Stream stream = package.GetEntry(id + ".nuspec")!.Open();
        return XDocument.Load(stream);
    }
}
