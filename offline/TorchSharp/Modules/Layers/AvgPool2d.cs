using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    public sealed unsafe class AvgPool2d : nn.Module<Tensor, Tensor>
    {
        private readonly long[] _kernel;
        private readonly long[] _stride;
        private readonly long[] _padding;
        private readonly bool _ceilMode;
        private readonly bool _countIncludePad;
        private readonly long? _divisor;

        internal AvgPool2d(long[] kernel, long[] stride, long[] padding, bool ceilMode, bool countIncludePad, long? divisor)
            : base(NativeName(nameof(AvgPool2d)))
        {
            (_kernel, _stride, _padding) = (kernel, stride ?? kernel, padding ?? [0]);
            (_ceilMode, _countIncludePad, _divisor) = (ceilMode, countIncludePad, divisor);
        }

        public override Tensor forward(Tensor tensor) =>
            nn.functional.AvgPool2d(tensor, _kernel, _stride, _padding, _ceilMode, _countIncludePad, _divisor ?? 0);

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
            public static AvgPool2d AvgPool2d(
                long[] kernel_size,
                long[] strides = null,
                long[] padding = null,
                bool ceil_mode = false,
                bool count_include_pad = true,
                long? divisor_override = null) =>
                new(kernel_size, strides, padding, ceil_mode, count_include_pad, divisor_override);

            public static AvgPool2d AvgPool2d(
                (long, long) kernel_size,
                (long, long)? stride = null,
                (long, long)? padding = null,
                bool ceil_mode = false,
                bool count_include_pad = true,
                long? divisor_override = null) =>
                new(Both(kernel_size), Both(stride), Both(padding), ceil_mode, count_include_pad, divisor_override);

            public static AvgPool2d AvgPool2d(
                long kernel_size,
                long? stride = null,
                long? padding = null,
                bool ceil_mode = false,
                bool count_include_pad = true,
                long? divisor_override = null) =>
                new(Square(kernel_size), Square(stride), Square(padding), ceil_mode, count_include_pad, divisor_override);

            public static partial class functional
            {
                // With an array of sizes the stride is 1 where none is given, as in the real package.
                public static Tensor avg_pool2d(
                    Tensor input,
                    long[] kernelSizes,
                    long[] strides = null,
                    long[] paddings = null,
                    bool ceil_mode = false,
                    bool count_include_pad = true) =>
                    AvgPool2d(input, kernelSizes, strides ?? [1], paddings ?? [0], ceil_mode, count_include_pad, 0);

                public static Tensor avg_pool2d(
                    Tensor input,
                    long kernelSize,
                    long? stride = null,
                    long padding = 0,
                    bool ceil_mode = false,
                    bool count_include_pad = true) =>
                    AvgPool2d(input, Square(kernelSize), Square(stride ?? kernelSize), Square(padding), ceil_mode, count_include_pad, 0);

                public static Tensor avg_pool2d(
                    Tensor input,
                    (long, long) kernelSize,
                    (long, long)? stride = null,
                    (long, long)? padding = null,
                    bool ceil_mode = false,
                    bool count_include_pad = true) =>
                    AvgPool2d(input, Both(kernelSize), Both(stride ?? kernelSize), Both(padding ?? (0, 0)), ceil_mode, count_include_pad, 0);

                internal static Tensor AvgPool2d(
                    Tensor input, long[] kernel, long[] stride, long[] padding, bool ceilMode, bool countIncludePad, long divisor)
                {
                    fixed (long* kernelPointer = kernel, stridePointer = stride, paddingPointer = padding)
                    {
                        IntPtr result = Native.ts_avg_pool2d(
                            input.Handle, kernelPointer, kernel.Length, stridePointer, stride.Length, paddingPointer, padding.Length,
                            Native.Flag(ceilMode), Native.Flag(countIncludePad), divisor);
                        return Native.Tensor(result, input);
                    }
                }
            }
        }
    }
}
