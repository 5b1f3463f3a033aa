using System.Collections;

namespace Speed.Compare;

/// <summary>The command that somebody else types to measure the same.</summary>
internal static class Invocation
{
    // What takes instructions away from a contestant, or has its threads and its memory work in another way.
    private static readonly string[] s_settings =
        ["DOTNET_Enable", "DOTNET_Preferred", "DOTNET_Tiered", "DOTNET_GC", "DOTNET_gc", "ATEN_", "ONEDNN_", "DNNL_", "OMP_", "GOMP_", "MALLOC_", "LD_PRELOAD", "MLNET_RIDE_"];

    /// <param name="arguments">Arguments of this program; folders are cut off paths, being of this machine alone.</param>
    public static string Of(IEnumerable<string> arguments)
    {
        IEnumerable<string> settings = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Where(variable => s_settings.Any(((string)variable.Key).StartsWith))
            .Select(variable => $"{variable.Key}={NameOf((string)variable.Value!)}")
            .Order(StringComparer.Ordinal);
        return string.Join(' ', [.. settings, "dotnet run -c Release --project benchmarks/Speed --", .. arguments.Select(NameOf)]);
    }

    private static string NameOf(string word) => Path.Exists(word) ? Path.GetFileName(Path.TrimEndingDirectorySeparator(word)) : word;
}
