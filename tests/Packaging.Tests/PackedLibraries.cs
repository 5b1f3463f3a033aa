using System.IO.Compression;
using System.Xml.Linq;

namespace Packaging.Tests;

/// <summary>A folder that is a package feed: the packed libraries.</summary>
public sealed class PackedLibraries : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PackedLibraries()
    {
        foreach (string project in new[] { "MLNet.Ride.Torch", "MLNet.Ride", "MLNet.Ride.Hosting" })
        {
            DotNet.Run(Checkout.Root, ["pack", $"src/{project}", "-c", Checkout.Configuration, "--no-build", "-o", Folder, "--nologo"]);
        }
    }

    public string Folder => _folder.Path;

    public string Version => Path.GetFileName(Directory.GetFiles(Folder, "MLNet.Ride.Torch.*.nupkg").Single())["MLNet.Ride.Torch.".Length..^".nupkg".Length];

    public ZipArchive Open(string id, string extension = "nupkg") => ZipFile.OpenRead(Path.Combine(Folder, $"{id}.{Version}.{extension}"));

    public string ReadText(string id, string entry)
    {
        using ZipArchive package = Open(id);
        using var reader = new StreamReader(package.GetEntry(entry)!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>What the package says of itself, by the local names of the elements.</summary>
    public ILookup<string, XElement> Metadata(string id) => XDocument.Parse(ReadText(id, id + ".nuspec")).Descendants().ToLookup(e => e.Name.LocalName);

    public void Dispose() => _folder.Dispose();
}

[CollectionDefinition(nameof(PackedLibraries))]
public sealed class PackedLibrariesCollection : ICollectionFixture<PackedLibraries>;
