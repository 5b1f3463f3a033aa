using System.Diagnostics;
using System.Globalization;

namespace MLNet.Ride.Tests.Support;

/// <summary>Starts a program that lies beside the tests in several processes, by mpirun.</summary>
internal static class MpiRun
{
    private const string Launcher = "mpirun";

    // Open MPI asks root to confirm, and refuses more processes than cores unless told otherwise. A dumb terminal gets no escape sequences.
    private static readonly (string Name, string Value)[] s_variables =
    [
        ("OMPI_ALLOW_RUN_AS_ROOT", "1"),
        ("OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1"),
        ("OMPI_MCA_rmaps_base_oversubscribe", "1"),
        ("OMPI_MCA_hwloc_base_binding_policy", "none"),
        ("PRTE_MCA_rmaps_default_mapping_policy", ":oversubscribe"),
        ("OMP_NUM_THREADS", "1"),
        ("TERM", "dumb"),
    ];

    /// <summary>Why several processes cannot be started here; null if they can.</summary>
    public static string? WhyNot { get; } = IsInstalled() ? null : $"There is no {Launcher} on the PATH: install an MPI, such as Debian's package openmpi-bin.";

    public static Process Start(int processes, string library, params string[] arguments)
    {
        string[] program = ["dotnet", Path.Combine(AppContext.BaseDirectory, library), .. arguments];
        var start = new ProcessStartInfo(Launcher, ["-np", processes.ToString(CultureInfo.InvariantCulture), .. program])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in s_variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<ProgramRun> Of(int processes, string library, params string[] arguments)
    {
        using Process process = Start(processes, library, arguments);
        return await ProgramRun.End(process).WaitAsync(TimeSpan.FromMinutes(5));
    }

    private static bool IsInstalled()
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => folder.Length > 0 && (File.Exists(Path.Combine(folder, Launcher)) || File.Exists(Path.Combine(folder, Launcher + ".exe"))));
}
