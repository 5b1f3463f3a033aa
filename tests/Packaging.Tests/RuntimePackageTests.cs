using System.Text.Json;

namespace Packaging.Tests;

/// <summary>Which libtorch a project of this repository gets (eng/TorchRuntime.targets), and what a build says that gets none.</summary>
public sealed class RuntimePackageTests(RuntimePackageTests.Evaluation evaluation) : IClassFixture<RuntimePackageTests.Evaluation>
{
    [Theory]
    [InlineData("cpu linux-x64", "libtorch-cpu-linux-x64")]
    [InlineData("cpu osx-arm64", "libtorch-cpu-osx-arm64")]
    [InlineData("cpu win-arm64", "libtorch-cpu-win-arm64")]
    [InlineData("cpu win-x64", "libtorch-cpu-win-x64")]
    [InlineData("cuda linux-x64", "TorchSharp-cuda-linux")]
    [InlineData("cuda win-x64", "TorchSharp-cuda-windows")]
    public void A_project_references_the_libtorch_of_its_runtime_and_system_alone(string runtimeAndSystem, string package)
        => Assert.Equal([package], evaluation.TorchPackages(runtimeAndSystem));

    [Theory]
    [InlineData("cpu linux-musl-x64", "error RIDE0001: TorchSharp 0.107.0 has no libtorch for linux-musl-x64.")]
    [InlineData("cpu win-x86", "error RIDE0001: TorchSharp 0.107.0 has no libtorch for win-x86.")]
    [InlineData("rocm linux-x64", "error RIDE0002: RideRuntime is 'rocm', but must be cpu or cuda.")]
    [InlineData("cuda osx-arm64", "error RIDE0003: There is no CUDA build of libtorch for osx-arm64")]
    public void Another_runtime_or_system_is_an_error_that_says_what_there_is(string runtimeAndSystem, string error)
    {
        Assert.Empty(evaluation.TorchPackages(runtimeAndSystem));
        Assert.Contains(error.Replace("0.107.0", CentralVersions.Read()["TorchSharp"], StringComparison.Ordinal), evaluation.Output);
    }

    [Fact]
    public void A_restore_brings_one_libtorch()
    {
        using JsonDocument restored = JsonDocument.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "artifacts", "obj", "Packaging.Tests", "project.assets.json")));
        IEnumerable<string> libtorch = restored.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name).Where(name => name.StartsWith("libtorch", StringComparison.Ordinal));
        Assert.StartsWith($"libtorch-cpu-{ThisSystem.Name}/", Assert.Single(libtorch));
    }

    [Fact]
    public void A_feed_without_the_packages_is_an_error_that_names_them()
    {
        using TemporaryFolder feed = new(), folder = new();
        (int exitCode, string output) = DotNet.Try(
            Checkout.Root, ["restore", Evaluation.App, "--source", feed.Path, $"-p:ArtifactsPath={folder.File("artifacts")}"],
            new Dictionary<string, string> { ["NUGET_PACKAGES"] = folder.File("packages") });
        Assert.NotEqual(0, exitCode);
        Assert.Contains($"error NU1101: Unable to find package libtorch-cpu-{ThisSystem.Name}.", output);
        Assert.Contains("error NU1101: Unable to find package Microsoft.ML.", output);
        Assert.DoesNotContain("RIDE0", output);
    }

    public sealed class Evaluation : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Evaluation()
        {
            string project = _folder.File("evaluate.proj");
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Projects", "runtime-packages.proj"), project);
            Output = DotNet.Try(_folder.Path, ["msbuild", project, "-nologo", $"-p:App={App}"]).Output;
        }

        public static string App => Path.Combine(Checkout.Root, "examples", "QuickStart", "QuickStart.csproj");

        public string Output { get; }

        public IEnumerable<string> TorchPackages(string runtimeAndSystem)
            => File.ReadAllLines(_folder.File("packages", runtimeAndSystem)).Where(name => name.Contains("torch", StringComparison.OrdinalIgnoreCase));

        public void Dispose() => _folder.Dispose();
    }
}
