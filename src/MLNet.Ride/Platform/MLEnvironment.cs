using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNet.Ride.Torch.Runtime;
using TorchSharp;

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
    /// The device that <c>MLContext.GpuDeviceId</c> and <c>FallbackToCpu</c> lead to; a warning where the CPU takes the place of the GPU asked for.
    /// They are read when they are needed, because they may be set after the trainer was made.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of the GPU is below 0.</exception>
    /// <exception cref="InvalidOperationException">The native runtime, or the GPU asked for, is missing.</exception>
    public static torch.Device Device(IHostEnvironment environment, IChannel channel)
    {
        (int? gpu, bool fallbackToCpu) = environment is IHostEnvironmentInternal known ? (known.GpuDeviceId, known.FallbackToCpu) : (null, true);
        torch.Device device = TorchRuntime.SelectDevice(gpu, fallbackToCpu);
        if (gpu is not null && device.type == DeviceType.CPU)
        {
            channel.Warning(MessageSensitivity.None, $"GPU {gpu} cannot be used, so the CPU takes its place (FallbackToCpu).");
        }

        return device;
    }
}
