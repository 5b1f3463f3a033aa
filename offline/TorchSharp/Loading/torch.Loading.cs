using System.Runtime.InteropServices;

namespace TorchSharp;

public static unsafe partial class torch
{
    private static bool s_loaded;

    public static string __version__ => Marshal.PtrToStringUTF8((IntPtr)Native.ts_version());

    public static bool TryInitializeDeviceType(DeviceType deviceType)
    {
        if (deviceType == DeviceType.MPS)
        {
            return false;
        }

        LoadNativeBackend();
        return deviceType != DeviceType.CUDA || cuda.IsAvailable();
    }

    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (deviceType == DeviceType.MPS)
        {
            throw new InvalidOperationException("Torch device type 'MPS' is not available on this platform.");
        }

        LoadNativeBackend();
        if (deviceType == DeviceType.CUDA && !cuda.IsAvailable())
        {
            throw new InvalidOperationException(
                "Torch device type CUDA did not initialise on the current machine: libtorch has no CUDA, or there is no GPU with a driver.");
        }
    }

    public static Device InitializeDevice(Device device)
    {
        device ??= get_default_device();
        InitializeDeviceType(device.type);
        return device;
    }

    public static void CheckForErrors()
    {
        if (Native.TakeError() is string message)
        {
            throw new ExternalException(message);
        }
    }

    private static void LoadNativeBackend()
    {
        if (s_loaded)
        {
            return;
        }

        if (!NativeLibrary.TryLoad(Native.Library, typeof(torch).Assembly, null, out _))
        {
            throw new NotSupportedException(
                $"lib{Native.Library}.so, or the libtorch it was built with, could not be loaded. "
                + "Build with RideDependencies=offline on this machine; ./test.sh installs what that needs.");
        }

        s_loaded = true;
    }
}
