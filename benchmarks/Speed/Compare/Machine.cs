using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Speed.Compare;

/// <summary>The processors that everything is measured on.</summary>
internal static class Machine
{
    private const string CpuInfo = "/proc/cpuinfo";

    public static string Description => $"{Environment.ProcessorCount} × {Processor} ({Vectors}), {RuntimeInformation.OSDescription}";

    // The widest that .NET may use here.
    private static string Vectors =>
        Avx512F.IsSupported ? "AVX-512, vectors of 512 bits"
        : Fma.IsSupported ? "AVX2 and FMA, vectors of 256 bits"
        : AdvSimd.IsSupported ? "AdvSimd, vectors of 128 bits"
        : "vectors of 128 bits";

    private static string Processor => OperatingSystem.IsLinux() ? FromCpuInfo() ?? Architecture : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? Architecture;

    private static string Architecture => $"{RuntimeInformation.ProcessArchitecture}";

    // Family and model tell generations apart that bear the same name.
    private static string? FromCpuInfo()
    {
        ILookup<string, string> entries = File.ReadLines(CpuInfo).Select(line => line.Split(':', 2)).Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0].Trim(), parts => parts[1].Trim());
        return entries["model name"].FirstOrDefault() is { } name
            ? $"{name}, family {entries["cpu family"].First()}, model {entries["model"].First()}"
            : null;
    }
}
