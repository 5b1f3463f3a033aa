using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Ride.Torch.Runtime.Mpi;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Runtime;

/// <summary>Loads the native runtime of TorchSharp and selects the device.</summary>
public static class TorchRuntime
{
    private static volatile bool s_loaded;

    /// <summary>
    /// Loads the native runtime if it is not loaded yet. If libtorch would use only one thread, it is given all processors, unless the
    /// environment variable OMP_NUM_THREADS is set.
    /// </summary>
    /// <exception cref="InvalidOperationException">The runtime is missing or cannot be loaded; the message gives a remedy.</exception>
    internal static void Require()
    {
        if (s_loaded)
        {
            return;
        }

        RequireSystemLibraries();
        Load(static () => zeros(1).Dispose());
        UseAllProcessors();
        s_loaded = true;
    }

    /// <summary>Selects the device for training and scoring.</summary>
    /// <param name="gpuDeviceId">
    /// Index of the CUDA device, from 0; <see langword="null"/> selects CUDA device 0 if there is one, otherwise the CPU. If an MPI launcher started several
    /// processes on this host, <see langword="null"/> gives each of them another device.
    /// </param>
    /// <param name="fallbackToCpu">Whether to use the CPU if the requested device is not available.</param>
    /// <returns>The device.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative.</exception>
    /// <exception cref="InvalidOperationException">
    /// The native runtime is missing, or the requested device is not available and <paramref name="fallbackToCpu"/> is
    /// <see langword="false"/>.
    /// </exception>
    public static Device SelectDevice(int? gpuDeviceId, bool fallbackToCpu)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(gpuDeviceId ?? 0, nameof(gpuDeviceId));
        Require();
        int available = CudaDevices();
        if ((gpuDeviceId ?? 0) < available)
        {
            return device(DeviceType.CUDA, gpuDeviceId ?? (LocalRank() % available));
        }

        if (gpuDeviceId is null || fallbackToCpu)
        {
            return CPU;
        }

        throw new InvalidOperationException(
            $"GPU {gpuDeviceId} was requested, but {available} CUDA device(s) are available. Choose a lower number, allow the CPU (FallbackToCpu = true), "
            + "or make sure that the application references the package TorchSharp-cuda-windows or TorchSharp-cuda-linux and that a CUDA driver is installed.");
    }

    internal static void Load(Action firstTouch)
    {
        try
        {
            firstTouch();
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException or NotSupportedException or EntryPointNotFoundException or BadImageFormatException)
        {
            // In notebooks, TorchSharp copies libtorch to a separate folder; its exception does not say why it cannot be loaded from there.
            string gathered = Path.Combine(Path.GetDirectoryName(typeof(torch).Assembly.Location) ?? "", "cpu", "libLibTorchSharp.so");
            throw Error($"{e}\n{Refusal(gathered)}", e);
        }
    }

    // Whatever the reason, TorchSharp reports a missing package, after copying all of libtorch. So the Linux loader is tried first.
    private static void RequireSystemLibraries()
    {
        if (OperatingSystem.IsLinux() && Refusal("LibTorchSharp") is { } refusal && TorchRuntimeError.MissingVersion(refusal.Message) is not null)
        {
            throw Error(refusal.Message, refusal);
        }
    }

    private static DllNotFoundException? Refusal(string library)
    {
        try
        {
            NativeLibrary.Load(library, typeof(torch).Assembly, null);
            return null;
        }
        catch (DllNotFoundException e)
        {
            return e;
        }
    }

    private static InvalidOperationException Error(string cause, Exception inner)
        => new(TorchRuntimeError.Explain(cause, RuntimeInformation.RuntimeIdentifier, RuntimeInformation.ProcessArchitecture), inner);

    /// <summary>
    /// Lets OpenMP's threads sleep between libtorch's operations, unless OMP_WAIT_POLICY is set. They would spin for milliseconds, on the processors that our own
    /// threads need.
    /// </summary>
    /// <remarks>
    /// The variable is read once, when libtorch is loaded, and an app may touch TorchSharp itself before it calls this library, such as for a device. It is read
    /// from the C environment, which on Unix differs from the .NET environment.
    /// </remarks>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries", Justification = "Later is too late.")]
    internal static void SleepBetweenOperations()
    {
        const string Name = "OMP_WAIT_POLICY", Passive = "passive";
        if (OperatingSystem.IsWindows())
        {
            Environment.SetEnvironmentVariable(Name, Environment.GetEnvironmentVariable(Name) ?? Passive);
        }
        else
        {
            _ = SetVariable(Name, Passive, overwrite: 0);
        }
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false)]
    private static extern int SetVariable(string name, string value, int overwrite);

    // libtorch uses one thread per physical core, and detects only one core in some virtual machines. An explicit OMP_NUM_THREADS takes
    // precedence.
    private static void UseAllProcessors()
    {
        if (get_num_threads() == 1 && Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is null)
        {
            set_num_threads(Environment.ProcessorCount);
        }
    }

    private static int LocalRank() => Launcher.Current is { } launcher ? launcher.LocalRank ?? launcher.Rank : 0;

    private static int CudaDevices() => cuda.is_available() ? cuda.device_count() : 0;
}
