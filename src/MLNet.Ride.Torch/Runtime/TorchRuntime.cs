using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Runtime;

/// <summary>The native side of TorchSharp: whether it is there, and which device to compute on.</summary>
public static class TorchRuntime
{
    private static volatile bool s_loaded;

    /// <summary>
    /// Loads the native runtime, unless that has been done. Where libtorch would compute on one thread only, it is given all processors,
    /// unless the environment variable OMP_NUM_THREADS says otherwise; its threads sleep between operations, unless OMP_WAIT_POLICY says otherwise.
    /// </summary>
    /// <exception cref="InvalidOperationException">The runtime is missing or cannot be loaded; the message says what to do.</exception>
    public static void Require()
    {
        if (s_loaded)
        {
            return;
        }

        SleepBetweenOperations();
        RequireSystemLibraries();
        Load(static () => zeros(1).Dispose());
        UseAllProcessors();
        s_loaded = true;
    }

    /// <summary>The device to train and score on.</summary>
    /// <param name="gpuDeviceId">
    /// Number of the CUDA device, from 0; <see langword="null"/> takes CUDA device 0 where there is one, else the CPU.
    /// </param>
    /// <param name="fallbackToCpu">Whether the CPU is taken where the numbered device is not there.</param>
    /// <returns>The device.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0.</exception>
    /// <exception cref="InvalidOperationException">
    /// The native runtime is missing, or the numbered device is not there and <paramref name="fallbackToCpu"/> is <see langword="false"/>.
    /// </exception>
    public static Device SelectDevice(int? gpuDeviceId, bool fallbackToCpu)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(gpuDeviceId ?? 0, nameof(gpuDeviceId));
        Require();
        int available = CudaDevices();
        if ((gpuDeviceId ?? 0) < available)
        {
            return device(DeviceType.CUDA, gpuDeviceId ?? 0);
        }

        if (gpuDeviceId is null || fallbackToCpu)
        {
            return CPU;
        }

        throw new InvalidOperationException(
            $"GPU {gpuDeviceId} was asked for, but {available} CUDA device(s) can be used. Choose a number below that, allow the CPU (FallbackToCpu = true), "
            + "or see that the application has the package TorchSharp-cuda-windows or TorchSharp-cuda-linux and the machine a CUDA driver.");
    }

    internal static void Load(Action firstTouch)
    {
        try
        {
            firstTouch();
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException or NotSupportedException or EntryPointNotFoundException or BadImageFormatException)
        {
            // In notebooks TorchSharp gathers libtorch in a folder of its own; why it cannot be loaded from there is not in its exception.
            string gathered = Path.Combine(Path.GetDirectoryName(typeof(torch).Assembly.Location) ?? "", "cpu", "libLibTorchSharp.so");
            throw Error($"{e}\n{Refusal(gathered)}", e);
        }
    }

    // Whatever the reason, TorchSharp says that a package is missing, and first copies all of libtorch: so the loader of Linux is asked before it.
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

    // OpenMP's threads would spin for milliseconds after each operation of libtorch, on the processors that our own threads are to use. The
    // variable is read when the native library is loaded, from the C environment, which on Unix is not that of .NET.
    private static void SleepBetweenOperations()
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

    // libtorch takes a thread for each physical core, and in some virtual machines sees a single one. Who sets OMP_NUM_THREADS decides.
    private static void UseAllProcessors()
    {
        if (get_num_threads() == 1 && Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is null)
        {
            set_num_threads(Environment.ProcessorCount);
        }
    }

    private static int CudaDevices() => cuda.is_available() ? cuda.device_count() : 0;
}
