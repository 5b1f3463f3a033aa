using System.Xml.Linq;

namespace Packaging.Tests;

/// <summary>The versions of Directory.Packages.props.</summary>
internal static class CentralVersions
{
    public static IReadOnlyDictionary<string, string> Read()
    {
        XElement project = XDocument.Load(Path.Combine(Checkout.Root, "Directory.Packages.props")).Root!;
        Dictionary<string, string> properties = project.Elements("PropertyGroup").Elements().ToDictionary(e => $"$({e.Name.LocalName})", e => e.Value);
        return project.Elements("ItemGroup").Elements("PackageVersion").ToDictionary(
            e => e.Attribute("Include")!.Value, e => properties.GetValueOrDefault(e.Attribute("Version")!.Value, e.Attribute("Version")!.Value));
    }
}
