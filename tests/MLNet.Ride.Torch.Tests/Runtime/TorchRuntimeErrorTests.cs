using System.Runtime.InteropServices;
using MLNet.Ride.Torch.Runtime;

namespace MLNet.Ride.Torch.Tests;

public class TorchRuntimeErrorTests
{
    private const string NoLibrary = "libtorch.so: cannot open shared object file: No such file or directory";

    [Theory]
    [InlineData("linux-x64", Architecture.X64, "libtorch-cpu-linux-x64", "TorchSharp-cuda-linux")]
    [InlineData("ubuntu.24.04-x64", Architecture.X64, "libtorch-cpu-linux-x64", "TorchSharp-cuda-linux")]
    [InlineData("win-x64", Architecture.X64, "libtorch-cpu-win-x64", "TorchSharp-cuda-windows")]
    [InlineData("win-arm64", Architecture.Arm64, "libtorch-cpu-win-arm64", null)]
    [InlineData("osx-arm64", Architecture.Arm64, "libtorch-cpu-osx-arm64", null)]
    public void A_missing_package_is_named_for_the_system(string system, Architecture process, string cpu, string? cuda)
    {
        string message = TorchRuntimeError.Explain(NoLibrary, system, process);
        Assert.Contains($"Add the package TorchSharp-cpu {typeof(TorchSharp.torch).Assembly.GetName().Version!.ToString(3)} ", message);
        Assert.Contains(cpu + ",", message);
        Assert.Equal(cuda is not null, message.Contains("NVIDIA", StringComparison.Ordinal));
        Assert.Contains(cuda ?? "", message);
    }

    [Theory]
    [InlineData("/lib/x86_64-linux-gnu/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /app/libLibTorchSharp.so)")]
    [InlineData("/lib/x86_64-linux-gnu/libstdc++.so.6: Version »GLIBCXX_3.4.32« nicht gefunden (benötigt von /app/libLibTorchSharp.so)")]
    public void An_older_libstdcxx_names_the_property_that_allows_it(string cause)
    {
        string message = TorchRuntimeError.Explain(cause, "linux-x64", Architecture.X64);
        Assert.Contains("GLIBCXX_3.4.32", message);
        Assert.Contains("<RideAllowOlderLibstdcxx>true</RideAllowOlderLibstdcxx>", message);
        Assert.DoesNotContain("Add the package", message);
    }

    [Theory]
    [InlineData("/lib64/libstdc++.so.6: version `GLIBCXX_3.4.30' not found (required by /app/libLibTorchSharp.so)", "GLIBCXX_3.4.30")]
    [InlineData("/lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by /app/libLibTorchSharp.so)", "GLIBC_2.34")]
    public void A_system_that_is_too_old_for_libtorch_is_told_apart(string cause, string version)
    {
        string message = TorchRuntimeError.Explain(cause, "linux-x64", Architecture.X64);
        Assert.Contains($"needs {version}", message);
        Assert.Contains("Ubuntu 22.04", message);
        Assert.DoesNotContain("RideAllowOlderLibstdcxx", message);
    }

    [Theory]
    [InlineData("win-x86", Architecture.X86, "64-bit process")]
    [InlineData("linux-arm", Architecture.Arm, "64-bit process")]
    [InlineData("linux-musl-x64", Architecture.X64, "musl")]
    [InlineData("alpine.3.22-x64", Architecture.X64, "musl")]
    [InlineData("linux-arm64", Architecture.Arm64, "does not support linux-arm64")]
    [InlineData("osx-x64", Architecture.X64, "does not support osx-x64")]
    public void A_system_without_libtorch_is_named_whatever_was_missing(string system, Architecture process, string expected)
    {
        string message = TorchRuntimeError.Explain(NoLibrary, system, process);
        Assert.Contains(expected, message);
        Assert.DoesNotContain("Add the package", message);
    }
}
