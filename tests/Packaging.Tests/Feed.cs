using System.IO.Compression;

namespace Packaging.Tests;

/// <summary>A folder that is a package feed: the packed libraries. It is deleted when the tests are over.</summary>
public sealed class Feed : IDisposable
{
    public Feed()
    {
        Folder = Directory.CreateTempSubdirectory("ride-feed-").FullName;
        foreach (string project in new[] { "MLNet.Ride.Torch", "MLNet.Ride" })
        {
            DotNet.Run(
                Checkout.Root, ["pack", $"src/{project}", "-c", Checkout.Configuration, "--no-build", "-o", Folder, "--nologo"]);
        }
    }

    public string Folder { get; }

    public string Version => Path.GetFileName(Directory.GetFiles(Folder, "MLNet.Ride.Torch.*.nupkg").Single())["MLNet.Ride.Torch.".Length..^".nupkg".Length];

    public ZipArchive Open(string id, string extension = "nupkg") => ZipFile.OpenRead(Path.Combine(Folder, $"{id}.{Version}.{extension}"));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
