using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLNet.Ride.Platform;

/// <summary>What ML.NET's environment knows but shows to its own assemblies only.</summary>
internal static class MLEnvironment
{
    public static IHostEnvironment Of(IInternalCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return catalog.Environment;
    }

    /// <summary>The seed given to <c>MLContext</c>, if any.</summary>
    public static int? Seed(IHostEnvironment environment) => (environment as IHostEnvironmentInternal)?.Seed;

    /// <summary>
    /// The GPU asked for and whether the CPU may take its place. They are read when they are needed,
    /// because <c>MLContext.GpuDeviceId</c> may be set after the trainer was made.
    /// </summary>
    public static (int? GpuDeviceId, bool FallbackToCpu) Gpu(IHostEnvironment environment)
        => environment is IHostEnvironmentInternal known ? (known.GpuDeviceId, known.FallbackToCpu) : (null, true);
}
