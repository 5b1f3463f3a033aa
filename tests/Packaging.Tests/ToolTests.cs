using System.IO.Compression;

namespace Packaging.Tests;

/// <summary>The packages of <c>ride</c>: the one of this system, with its libtorch, and the one that names those of all systems.</summary>
public sealed class ToolTests : IDisposable
{
    // The largest package that nuget.org takes.
    private const long LargestPackage = 250L << 20;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_tool_is_packed_with_the_libtorch_of_its_system_installed_and_run()
    {
        string packed = _folder.File("packed"), tools = _folder.File("tools");
        DotNet.Run(Checkout.Root, ["pack", "tools/Ride", "-c", Checkout.Configuration, "--no-build", "-o", packed, "--nologo"]);
        DotNet.Run(Checkout.Root, ["pack", "tools/Ride", "-c", Checkout.Configuration, "--no-restore", "-r", ThisSystem.Name, "-o", packed, "--nologo"]);
        string pointer = Directory.GetFiles(packed).Single(file => !file.Contains(ThisSystem.Name, StringComparison.Ordinal));
        string version = Path.GetFileNameWithoutExtension(pointer)["MLNet.Ride.Tool.".Length..];
        Check(Path.Combine(packed, $"MLNet.Ride.Tool.{ThisSystem.Name}.{version}.nupkg"));

        File.WriteAllText(_folder.File("nuget.config"), $"""<configuration><packageSources><clear /><add key="packed" value="{packed}" /></packageSources></configuration>""");
        DotNet.Run(
            _folder.Path, ["tool", "install", "MLNet.Ride.Tool", "--tool-path", tools, "--version", version],
            new Dictionary<string, string> { ["NUGET_PACKAGES"] = _folder.File("installed") });
        string ride = Path.Combine(tools, OperatingSystem.IsWindows() ? "ride.exe" : "ride");
        Assert.StartsWith(version, DotNet.Run(_folder.Path, ["--version"], program: ride), StringComparison.Ordinal);
        string model = Directory.GetFiles(Path.Combine(Checkout.Root, "tests", "MLNet.Ride.Tests", "Fixtures"), "*.zip").Max()!;
        Assert.Contains("parameters", DotNet.Run(_folder.Path, ["inspect", model], program: ride), StringComparison.Ordinal);
        foreach (string name in new[] { "daisy", "orchid" })
        {
            DrawnFlowers.Write(_folder.File("flowers", name), name, count: 4, size: 80);
        }

        DotNet.Run(
            _folder.Path, ["train", "flowers", "-o", "flowers.zip", "--image-size", "32", "--epochs", "1", "--expert-count", "1", "--routing.enabled", "false"], program: ride);
        Assert.Contains("resnet18-imagenet", DotNet.Run(_folder.Path, ["inspect", "flowers.zip"], program: ride), StringComparison.Ordinal);
    }

    private static void Check(string package)
    {
        Assert.InRange(new FileInfo(package).Length, 1, LargestPackage);
        using ZipArchive content = ZipFile.OpenRead(package);
        Assert.Single(content.Entries, entry => Path.GetFileNameWithoutExtension(entry.Name) is "torch_cpu" or "libtorch_cpu");
        Assert.EndsWith("/DnnImageModels/ResNet18Onnx/ResNet18.onnx", Assert.Single(content.Entries, entry => entry.Name.EndsWith(".onnx", StringComparison.Ordinal)).FullName);
        Assert.Single(content.Entries, entry => entry.FullName.EndsWith("/DnnImageModels/LICENSE", StringComparison.Ordinal));
        Assert.DoesNotContain(content.Entries, entry => entry.FullName.Contains("/runtimes/", StringComparison.Ordinal));
    }
}
