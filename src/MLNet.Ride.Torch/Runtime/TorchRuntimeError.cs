using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using TorchSharp;

namespace MLNet.Ride.Torch.Runtime;

/// <summary>Explains why the native runtime of TorchSharp cannot be loaded, and what to do about it.</summary>
internal static partial class TorchRuntimeError
{
    /// <summary>Finds what to do.</summary>
    /// <param name="cause">What the system's loader or TorchSharp said.</param>
    /// <param name="runtimeIdentifier">The system, as <see cref="RuntimeInformation.RuntimeIdentifier"/> names it.</param>
    /// <param name="process">The architecture of the process.</param>
    /// <returns>The message for the user.</returns>
    public static string Explain(string cause, string runtimeIdentifier, Architecture process)
    {
        string system = Family(runtimeIdentifier) + "-" + process.ToString().ToLowerInvariant();
        return process switch
        {
            Architecture.X86 or Architecture.Arm or Architecture.Armv6 =>
                $"TorchSharp needs a 64-bit process, and this one is 32-bit ({system}). Build the application for x64 (or Any CPU without Prefer32Bit) and run it with the 64-bit .NET.",
            _ when system.StartsWith("linux-musl", StringComparison.Ordinal) =>
                "libtorch needs glibc, and this system has musl instead, as Alpine Linux does. Use an image or a system with glibc, such as Debian or Ubuntu.",
            _ when system is not ("linux-x64" or "win-x64" or "win-arm64" or "osx-arm64") =>
                $"TorchSharp has no libtorch for {system}. It runs on linux-x64, win-x64, win-arm64 and osx-arm64.",
            _ => MissingVersion(cause) switch
            {
                null => MissingPackage(system),
                "GLIBCXX_3.4.32" =>
                    "TorchSharp's native library asks for GLIBCXX_3.4.32, which the libstdc++ of this system lacks. It runs without: set "
                    + "<RideAllowOlderLibstdcxx>true</RideAllowOlderLibstdcxx> in the application's project file and build again (always in place of true if it is built on a newer "
                    + "system). Otherwise use Debian 13, Ubuntu 24.04 or newer.",
                string version => $"libtorch needs {version}, which this system lacks. Use Debian 12, Ubuntu 22.04 or newer.",
            },
        };
    }

    /// <summary>The version of a system library that the loader did not find, if that is what it said.</summary>
    public static string? MissingVersion(string cause) => Version().Match(cause) is { Success: true } match ? match.Value : null;

    private static string Family(string runtimeIdentifier) => runtimeIdentifier switch
    {
        _ when runtimeIdentifier.StartsWith("win", StringComparison.Ordinal) => "win",
        _ when runtimeIdentifier.StartsWith("osx", StringComparison.Ordinal) => "osx",
        _ when runtimeIdentifier.StartsWith("linux-musl", StringComparison.Ordinal) || runtimeIdentifier.StartsWith("alpine", StringComparison.Ordinal) => "linux-musl",
        // Distributions that build .NET themselves have names such as ubuntu.24.04-x64.
        _ => "linux",
    };

    private static string MissingPackage(string system)
    {
        string also = system switch
        {
            "linux-x64" => " With an NVIDIA GPU, add TorchSharp-cuda-linux instead.",
            "win-x64" => " With an NVIDIA GPU, add TorchSharp-cuda-windows instead. If the package is there, install the Microsoft Visual C++ Redistributable (x64).",
            _ => "",
        };
        return "The native libtorch runtime of TorchSharp is missing or cannot be loaded. Add the package TorchSharp-cpu "
            + $"{typeof(torch).Assembly.GetName().Version?.ToString(3)} to the application, or libtorch-cpu-{system}, the part of it that this system needs.{also}";
    }

    [GeneratedRegex(@"(GLIBC|GLIBCXX|CXXABI)_\d+(\.\d+)*")]
    private static partial Regex Version();
}
