using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    public sealed unsafe class MaxPool2d : nn.Module<Tensor, Tensor>
    {
        private readonly long[] _kernel;
        private readonly long[] _stride;
        private readonly long[] _padding;
        private readonly long[] _dilation;
        private readonly bool _ceilMode;

        internal MaxPool2d(long[] kernel, long[] stride, long[] padding, long[] dilation, bool ceilMode)
            : base(NativeName(nameof(MaxPool2d))) =>
            (_kernel, _stride, _padding, _dilation, _ceilMode) = (kernel, stride, padding, dilation, ceilMode);

        public override Tensor forward(Tensor tensor) => nn.functional.max_pool2d(tensor, _kernel, _stride, _padding, _dilation, _ceilMode);

        public (Tensor Values, Tensor Indices) forward_with_indices(Tensor tensor) =>
            nn.functional.max_pool2d_with_indices(tensor, _kernel, _stride, _padding, _dilation, _ceilMode);

        protected internal override nn.Module _to(Device device, ScalarType dtype, bool non_blocking) => this;

        protected internal override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) => this;

        protected internal override nn.Module _to(ScalarType dtype, bool non_blocking) => this;
    }
}

namespace TorchSharp
{
    public static unsafe partial class torch
    {
        public static partial class nn
        {
            public static MaxPool2d MaxPool2d(
                long[] kernelSize, long[] strides = null, long[] padding = null, long[] dilation = null, bool ceilMode = false) =>
                new(kernelSize, strides, padding, dilation, ceilMode);

            public static MaxPool2d MaxPool2d(
                long kernelSize, long? stride = null, long? padding = null, long? dilation = null, bool ceilMode = false) =>
                new(Square(kernelSize), Square(stride), Square(padding), Square(dilation), ceilMode);

            public static MaxPool2d MaxPool2d(
                (long, long) kernelSize,
                (long, long)? stride = null,
                (long, long)? padding = null,
                (long, long)? dilation = null,
                bool ceilMode = false) =>
                new(Both(kernelSize), Both(stride), Both(padding), Both(dilation), ceilMode);

            private static long[] Square(long? size) => size.HasValue ? [size.Value, size.Value] : null;

            private static long[] Both((long, long)? size) => size.HasValue ? [size.Value.Item1, size.Value.Item2] : null;

            public static partial class functional
            {
                public static Tensor max_pool2d(
                    Tensor input, long[] kernelSize, long[] strides = null, long[] padding = null, long[] dilation = null, bool ceil_mode = false)
                {
                    strides ??= kernelSize;
                    padding ??= [0];
                    dilation ??= [1];
                    fixed (long* kernelPointer = kernelSize, stridePointer = strides, paddingPointer = padding, dilationPointer = dilation)
                    {
                        IntPtr result = Native.ts_max_pool2d(
                            input.Handle, kernelPointer, kernelSize.Length, stridePointer, strides.Length,
                            paddingPointer, padding.Length, dilationPointer, dilation.Length, Native.Flag(ceil_mode));
                        return Native.Tensor(result, input);
                    }
                }

                public static Tensor max_pool2d(
                    Tensor input, long kernelSize, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                    max_pool2d(input, Square(kernelSize), Square(stride), Square(padding), Square(dilation), ceil_mode);

                public static Tensor max_pool2d(
                    Tensor input,
                    (long, long) kernelSize,
                    (long, long)? stride = null,
                    (long, long)? padding = null,
                    (long, long)? dilation = null,
                    bool ceil_mode = false) =>
                    max_pool2d(input, Both(kernelSize), Both(stride), Both(padding), Both(dilation), ceil_mode);

                public static (Tensor output, Tensor indices) max_pool2d_with_indices(
                    Tensor input, long[] kernelSize, long[] strides = null, long[] padding = null, long[] dilation = null, bool ceil_mode = false)
                {
                    strides ??= kernelSize;
                    padding ??= [0];
                    dilation ??= [1];
                    IntPtr* results = stackalloc IntPtr[2];
                    fixed (long* kernelPointer = kernelSize, stridePointer = strides, paddingPointer = padding, dilationPointer = dilation)
                    {
                        Native.Check(Native.ts_max_pool2d_with_indices(
                            input.Handle, kernelPointer, kernelSize.Length, stridePointer, strides.Length,
                            paddingPointer, padding.Length, dilationPointer, dilation.Length, Native.Flag(ceil_mode), results));
                        GC.KeepAlive(input);
                        return (new Tensor(results[0]), new Tensor(results[1]));
                    }
                }
            }
        }
    }
}
