namespace TorchSharp;

public static partial class torch
{
    public static bool cuda_is_available() => cuda.is_available();

    public static partial class cuda
    {
        public static bool is_available() => TryInitializeDeviceType(DeviceType.CUDA);

        public static bool is_cudnn_available()
        {
            TryInitializeDeviceType(DeviceType.CUDA);
            return Native.ts_cudnn_is_available() != 0;
        }

        public static int device_count()
        {
            TryInitializeDeviceType(DeviceType.CUDA);
            return Native.ts_cuda_device_count();
        }

        public static void manual_seed(long seed)
        {
            TryInitializeDeviceType(DeviceType.CUDA);
            Native.Check(Native.ts_cuda_manual_seed(seed, 0));
        }

        public static void manual_seed_all(long seed)
        {
            TryInitializeDeviceType(DeviceType.CUDA);
            Native.Check(Native.ts_cuda_manual_seed(seed, 1));
        }

        public static void synchronize(Device device = null)
        {
            TryInitializeDeviceType(device?.type ?? DeviceType.CUDA);
            Native.Check(Native.ts_cuda_synchronize(device?.index ?? -1));
        }

        internal static bool IsAvailable() => Native.ts_cuda_is_available() != 0;
    }
}
