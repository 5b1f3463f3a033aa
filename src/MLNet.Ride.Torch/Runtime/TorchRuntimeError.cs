using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using TorchSharp;

namespace MLNet.Ride.Torch.Runtime;

/// <summary>Explains why the native runtime of TorchSharp cannot be loaded, and how to fix it.</summary>
internal static partial class TorchRuntimeError
{
    /// <summary>Finds the remedy.</summary>
    /// <param name="cause">The message of the system's loader or TorchSharp.</param>
    /// <param name="runtimeIdentifier">The value of <see cref="RuntimeInformation.RuntimeIdentifier"/>.</param>
    /// <param name="process">The architecture of the process.</param>
    /// <returns>The message for the user.</returns>
    public static string Explain(string cause, string runtimeIdentifier, Architecture process)
    {
        string system = Family(runtimeIdentifier) + "-" + process.ToString().ToLowerInvariant();
        return process switch
        {
            Architecture.X86 or Architecture.Arm or Architecture.Armv6 =>
                $"TorchSharp needs a 64-bit process, but this one is 32-bit ({system}). Build the application for x64 (or Any CPU without Prefer32Bit) and run it with the 64-bit .NET.",
            _ when system.StartsWith("linux-musl", StringComparison.Ordinal) =>
                "libtorch needs glibc, but this system uses musl, like Alpine Linux. Use a system or image with glibc, such as Debian or Ubuntu.",
            _ when system is not ("linux-x64" or "win-x64" or "win-arm64" or "osx-arm64") =>
                $"TorchSharp does not support {system}. It runs on linux-x64, win-x64, win-arm64, and osx-arm64.",
            _ => MissingVersion(cause) switch
            {
                null => MissingPackage(system),
                "GLIBCXX_3.4.32" =>
                    "TorchSharp's native library requires GLIBCXX_3.4.32, which is missing from this system's libstdc++. It also runs without it: set "
                    + "<RideAllowOlderLibstdcxx>true</RideAllowOlderLibstdcxx> in the application's project file and rebuild (use always instead of true if you build on a newer "
                    + "system). Otherwise, use Debian 13, Ubuntu 24.04, or newer.",
                string version => $"libtorch needs {version}, which is missing from this system. Use Debian 12, Ubuntu 22.04, or newer.",
            },
        };
    }

    /// <summary>
    /// Returns the version of a system library that the loader did not find, or null if the message is about something else.
    /// </summary>
    public static string? MissingVersion(string cause) => Version().Match(cause) is { Success: true } match ? match.Value : null;

    private static string Family(string runtimeIdentifier) => runtimeIdentifier switch
    {
        _ when runtimeIdentifier.StartsWith("win", StringComparison.Ordinal) => "win",
        _ when runtimeIdentifier.StartsWith("osx", StringComparison.Ordinal) => "osx",
        _ when runtimeIdentifier.StartsWith("linux-musl", StringComparison.Ordinal) || runtimeIdentifier.StartsWith("alpine", StringComparison.Ordinal) => "linux-musl",
        // Distributions that build .NET themselves have identifiers such as ubuntu.24.04-x64.
        _ => "linux",
    };

    private static string MissingPackage(string system)
    {
        string also = system switch
        {
            "linux-x64" => " With an NVIDIA GPU, add TorchSharp-cuda-linux instead.",
            "win-x64" => " With an NVIDIA GPU, add TorchSharp-cuda-windows instead. If the package is already referenced, install the Microsoft Visual C++ Redistributable (x64).",
            _ => "",
        };
        return "The native libtorch runtime of TorchSharp is missing or cannot be loaded. Add the package TorchSharp-cpu "
            + $"{typeof(torch).Assembly.GetName().Version?.ToString(3)} to the application, or only libtorch-cpu-{system}, its part for this system.{also}";
    }

    [GeneratedRegex(@"(GLIBC|GLIBCXX|CXXABI)_\d+(\.\d+)*")]
    private static partial Regex Version();
}
