using System.Runtime.InteropServices;

namespace Packaging.Tests;

/// <summary>The system that the tests run on.</summary>
internal static class ThisSystem
{
    /// <summary>As packages name it, such as linux-x64.</summary>
    public static string Name { get; } =
        (OperatingSystem.IsWindows() ? "win-" : OperatingSystem.IsMacOS() ? "osx-" : "linux-") + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    /// <summary>Writes the libstdc++ of this system as older ones are, without the version that TorchSharp's native library asks for.</summary>
    public static void WriteOlderLibstdcxx(string file)
    {
        string path = File.ReadLines("/proc/self/maps").Select(line => line[(line.IndexOf('/', StringComparison.Ordinal) + 1)..]).First(mapped => mapped.Contains("/libstdc++.so", StringComparison.Ordinal));
        byte[] content = File.ReadAllBytes("/" + path);
        Span<byte> rest = content;
        for (int at = rest.IndexOf("GLIBCXX_3.4.32\0"u8); at >= 0; at = rest.IndexOf("GLIBCXX_3.4.32\0"u8))
        {
            "GLIBCXX_3.4.XX"u8.CopyTo(rest[at..]);
        }

        File.WriteAllBytes(file, content);
    }
}
