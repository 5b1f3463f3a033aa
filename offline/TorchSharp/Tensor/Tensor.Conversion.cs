namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor cpu() => Made(Native.ts_to_device(Handle, (int)DeviceType.CPU, -1, 0, 0));

        public Tensor cuda(Device device = null, bool non_blocking = false)
        {
            if (device is not null && device.type != DeviceType.CUDA)
            {
                throw new ArgumentException("Not a CUDA device.", nameof(device));
            }

            return to(DeviceType.CUDA, device?.index ?? -1, non_blocking: non_blocking);
        }

        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(Native.ts_to_type(Handle, (int)type, Native.Flag(copy), Native.Flag(non_blocking)), disposeAfter);

        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to_type(type, copy, disposeAfter, non_blocking);

        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            InitializeDeviceType(deviceType);
            IntPtr result = Native.ts_to_device(Handle, (int)deviceType, deviceIndex, Native.Flag(copy), Native.Flag(non_blocking));
            return Converted(result, disposeAfter);
        }

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            device = InitializeDevice(device);
            IntPtr result = Native.ts_to(Handle, (int)type, (int)device.type, device.index, Native.Flag(copy), Native.Flag(non_blocking));
            return Converted(result, disposeAfter);
        }

        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(device), copy, disposeAfter, non_blocking);

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(device.type, device.index, copy, disposeAfter, non_blocking);

        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking: non_blocking);

        public Tensor type(Func<Tensor, Tensor> typeFunc) => typeFunc(this);

        public Tensor type(ScalarType dtype) => to(dtype);

        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);

        public Tensor @bool() => to_type(ScalarType.Bool);

        public Tensor @byte() => to_type(ScalarType.Byte);

        public Tensor @char() => to_type(ScalarType.Int8);

        public Tensor @short() => to_type(ScalarType.Int16);

        public Tensor @int() => to_type(ScalarType.Int32);

        public Tensor @long() => to_type(ScalarType.Int64);

        public Tensor half() => to_type(ScalarType.Float16);

        public Tensor bfloat16() => to_type(ScalarType.BFloat16);

        public Tensor @float() => to_type(ScalarType.Float32);

        public Tensor @double() => to_type(ScalarType.Float64);

        public Tensor clone() => Map(&Native.ts_clone);

        public Tensor alias() => Map(&Native.ts_alias);

        public Tensor contiguous() => Map(&Native.ts_contiguous);

        public Tensor pin_memory() => Map(&Native.ts_pin_memory);

        public Tensor copy_(Tensor source, bool nonBlocking = false) =>
            Changed(Native.ts_copy_(Handle, source.Handle, Native.Flag(nonBlocking)), source);

        public Tensor set_(Tensor source) => Change(&Native.ts_set_, source);

        public Tensor fill_(Scalar value) => Change(&Native.ts_fill_, value);

        // As the real one: in place, but what comes back is another object.
        public Tensor zero_() => Change(&Native.ts_zero_).alias();

        internal bool WouldConvert(ScalarType type, Device device) =>
            dtype != type || device_type != device.type || device_index != device.index;

        private Tensor Converted(IntPtr result, bool disposeAfter)
        {
            Tensor converted = Made(result);
            if (disposeAfter)
            {
                Dispose();
            }

            return converted;
        }
    }
}
