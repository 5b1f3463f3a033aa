using System.IO.Compression;

namespace Packaging.Tests;

/// <summary>
/// A folder that is a package feed: the packed library and, where the dependencies do not come from packages, packages of their names that
/// hold what the tests themselves run on. It is gone when the tests are over.
/// </summary>
public sealed class Feed : IDisposable
{
    public Feed()
    {
        Folder = Directory.CreateTempSubdirectory("ride-feed-").FullName;
        foreach (string project in new[] { "MLNet.Ride.Torch", "MLNet.Ride" })
        {
            DotNet.Run(
                Checkout.Root,
                [
                    "pack", $"src/{project}", "-c", Checkout.Configuration, "--no-build", "-o", Folder, "--nologo",
                    $"-p:RideDependencies={Checkout.Dependencies}", $"-p:RideAssembliesDir={Checkout.AssembliesFolder}",
                ]);
        }

        if (Checkout.Dependencies != "packages")
        {
            AddDependencies();
        }
    }

    public string Folder { get; }

    public string Version => Path.GetFileName(Directory.GetFiles(Folder, "MLNet.Ride.Torch.*.nupkg").Single())["MLNet.Ride.Torch.".Length..^".nupkg".Length];

    public ZipArchive Open(string id, string extension = "nupkg") => ZipFile.OpenRead(Path.Combine(Folder, $"{id}.{Version}.{extension}"));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void AddDependencies()
    {
        IReadOnlyDictionary<string, string> versions = PackageVersions.Read();
        string source = Checkout.Dependencies == "assemblies" ? Checkout.AssembliesFolder : AppContext.BaseDirectory;
        string[] libraries = Directory.GetFiles(source, Checkout.Dependencies == "assemblies" ? "*.dll" : "Microsoft.ML.*.dll");
        string[] native = [.. Directory.GetFiles(source, "*.so*")];
        Add("TorchSharp", versions["TorchSharp"], [Path.Combine(source, "TorchSharp.dll")], native);
        // libtorch came along with the one above.
        Add(Checkout.Runtime, versions[Checkout.Runtime], [], []);
        Add("Microsoft.ML", versions["Microsoft.ML"], [.. libraries.Where(file => Path.GetFileName(file) != "TorchSharp.dll")], []);
        Add("Microsoft.ML.ImageAnalytics", versions["Microsoft.ML.ImageAnalytics"], [], []);
        Add("Microsoft.ML.TorchSharp", versions["Microsoft.ML.TorchSharp"], [], []);
        foreach (string id in PackageVersions.DependenciesOf(this, "MLNet.Ride.Torch").Keys.Where(id => !File.Exists(Path.Combine(Folder, $"{id}.{versions.GetValueOrDefault(id, Version)}.nupkg"))))
        {
            Add(id, versions[id], [Path.Combine(AppContext.BaseDirectory, id + ".dll")], []);
        }
    }

    private void Add(string id, string version, string[] libraries, string[] native) => HandMadePackage.Write(Folder, id, version, libraries, native);
}
