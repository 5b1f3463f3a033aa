using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNet.Ride.Torch.Runtime;
using TorchSharp;

namespace MLNet.Ride.Platform;

/// <summary>Accesses properties of ML.NET's environment that are visible only to its own assemblies.</summary>
internal static class MLEnvironment
{
    public static IHostEnvironment Of(IInternalCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return catalog.Environment;
    }

    /// <summary>A function that writes a warning to the log of an <c>MLContext</c>.</summary>
    /// <param name="catalog">A catalog of the context.</param>
    /// <param name="source">Name of the log's source.</param>
    public static Action<string> Warnings(IInternalCatalog catalog, string source)
    {
        IHost host = Of(catalog).Register(source);
        return message =>
        {
            using IChannel channel = host.Start(source);
            channel.Warning(MessageSensitivity.UserData, message);
        };
    }

    /// <summary>The folder set as <c>MLContext.TempFilePath</c>; <see langword="null"/> if it is not set.</summary>
    public static string? TemporaryFolder(IHostEnvironment environment)
        => (environment as IHostEnvironmentInternal)?.TempFilePath is { Length: > 0 } folder && folder != Path.GetTempPath() ? folder : null;

    /// <summary>The seed given to <c>MLContext</c>, if any.</summary>
    public static int? Seed(IHostEnvironment environment) => (environment as IHostEnvironmentInternal)?.Seed;

    /// <summary>
    /// Returns the device selected by <c>MLContext.GpuDeviceId</c> and <c>FallbackToCpu</c>; logs a warning if the CPU replaces the
    /// requested GPU. They are read on demand, because they may be set after the trainer was created.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The GPU index is negative.</exception>
    /// <exception cref="InvalidOperationException">The native runtime or the requested GPU is missing.</exception>
    public static torch.Device Device(IHostEnvironment environment, IChannel channel)
    {
        (int? gpu, bool fallbackToCpu) = environment is IHostEnvironmentInternal known ? (known.GpuDeviceId, known.FallbackToCpu) : (null, true);
        torch.Device device = TorchRuntime.SelectDevice(gpu, fallbackToCpu);
        if (gpu is not null && device.type == DeviceType.CPU)
        {
            channel.Warning(MessageSensitivity.None, $"GPU {gpu} is not available. Using the CPU instead (FallbackToCpu).");
        }

        return device;
    }
}
