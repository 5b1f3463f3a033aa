namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public long Dimensions => Native.ts_dim(Handle);

        public long ndim => Dimensions;

        public long NumberOfElements => Native.ts_numel(Handle);

        public long ElementSize => Native.ts_element_size(Handle);

        public long[] shape => size();

        public ScalarType dtype => (ScalarType)Native.ts_dtype(Handle);

        public DeviceType device_type => (DeviceType)Native.ts_device_type(Handle);

        public int device_index => Native.ts_device_index(Handle);

        public Device device
        {
            get
            {
                DeviceType type = device_type;
                return type == DeviceType.CPU ? new Device(DeviceType.CPU) : new Device(type, device_index);
            }
        }

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_sparse => Native.ts_is_sparse(Handle) != 0;

        public bool is_leaf => Native.ts_is_leaf(Handle) != 0;

        public long dim() => Dimensions;

        public long numel() => NumberOfElements;

        public long element_size() => ElementSize;

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_contiguous() => Native.ts_is_contiguous(Handle) != 0;

        public bool is_pinned() => Native.ts_is_pinned(Handle) != 0;

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public bool is_nonzero() =>
            numel() == 1 ? ToScalar().ToBoolean() : throw new InvalidOperationException("is_nonzero() called on non-singleton tensor");

        public long storage_offset() => Native.ts_storage_offset(Handle);

        public long size(int dim)
        {
            long value;
            Native.Check(Native.ts_size(Handle, dim, &value));
            return value;
        }

        public long stride(int dim)
        {
            long value;
            Native.Check(Native.ts_stride(Handle, dim, &value));
            return value;
        }

        public long[] size()
        {
            long[] values = new long[Dimensions];
            fixed (long* pointer = values)
            {
                Native.Check(Native.ts_shape(Handle, pointer));
            }

            return values;
        }

        public long[] stride()
        {
            long[] values = new long[Dimensions];
            fixed (long* pointer = values)
            {
                Native.Check(Native.ts_strides(Handle, pointer));
            }

            return values;
        }
    }
}
