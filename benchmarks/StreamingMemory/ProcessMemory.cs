namespace StreamingMemory;

/// <summary>Resident memory of this process as Linux counts it.</summary>
internal static class ProcessMemory
{
    private static readonly string[] s_fields = ["VmHWM", "VmRSS", "RssAnon", "RssFile"];

    /// <summary>The peak (VmHWM), what is resident now, and how much of it is anonymous and how much belongs to files.</summary>
    public static string Report()
    {
        Dictionary<string, string> status = File.ReadLines("/proc/self/status")
            .Select(line => line.Split(':', 2))
            .ToDictionary(parts => parts[0], parts => parts[1].Trim());
        return string.Join(", ", s_fields.Select(field => $"{field} {Megabytes(status[field])} MiB"));
    }

    private static long Megabytes(string value) => long.Parse(value.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) / 1024;
}
