using TorchSharp;

namespace Packaging.Tests;

[Collection(nameof(PackedLibraries))]
public sealed class FreshAppTests(FreshApp app) : IClassFixture<FreshApp>
{
    [Fact]
    public void The_READMEs_code_trains_saves_and_loads_in_a_fresh_app_on_a_system_with_an_older_libstdcxx()
    {
        (int exitCode, string output) = app.Run();
        Assert.True(exitCode == 0, output);
        string[] lines = output.TrimEnd().ReplaceLineEndings("\n").Split('\n');
        Assert.Equal("daisy, served", lines[^1]);
        Assert.Contains("daisy of daisy, orchid", lines);
        Assert.Contains("40 probabilities", lines);
    }

    [LinuxFact]
    public void Without_the_property_the_error_names_it_and_TorchSharp_writes_nothing()
    {
        string kept = app.LibTorchSharp + ".kept", version = typeof(torch).Assembly.GetName().Version!.ToString(3);
        File.Move(app.LibTorchSharp, kept);
        try
        {
            File.Copy(Path.Combine(Checkout.PackagesFolder, "torchsharp", version, "runtimes", "linux-x64", "native", "libLibTorchSharp.so"), app.LibTorchSharp);
            (int exitCode, string output) = app.Run();
            Assert.NotEqual(0, exitCode);
            Assert.Contains("TorchSharp's native library requires GLIBCXX_3.4.32", output);
            Assert.Contains("<RideAllowOlderLibstdcxx>true</RideAllowOlderLibstdcxx>", output);
            Assert.DoesNotContain("LoadNativeBackend", output);
        }
        finally
        {
            File.Move(kept, app.LibTorchSharp, overwrite: true);
        }
    }
}
