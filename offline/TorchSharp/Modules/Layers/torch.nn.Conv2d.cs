using TorchSharp.Modules;

namespace TorchSharp;

public static unsafe partial class torch
{
    public static partial class nn
    {
        public static Conv2d Conv2d(
            long in_channels,
            long out_channels,
            long kernelSize,
            long stride = 1,
            long padding = 0,
            long dilation = 1,
            PaddingModes padding_mode = PaddingModes.Zeros,
            long groups = 1,
            bool bias = true,
            Device device = null,
            ScalarType? dtype = null) =>
            Conv2d(
                in_channels, out_channels, (kernelSize, kernelSize), (stride, stride), (padding, padding), (dilation, dilation),
                padding_mode, groups, bias, device, dtype);

        public static Conv2d Conv2d(
            long in_channels,
            long out_channels,
            (long, long) kernelSize,
            (long, long)? stride = null,
            (long, long)? padding = null,
            (long, long)? dilation = null,
            PaddingModes padding_mode = PaddingModes.Zeros,
            long groups = 1,
            bool bias = true,
            Device device = null,
            ScalarType? dtype = null) =>
            new Conv2d(
                in_channels, out_channels, kernelSize, stride ?? (1, 1), padding ?? (0, 0), dilation ?? (1, 1), padding_mode, groups, bias)
                .MoveModule<Conv2d>(device, dtype);

        public static Conv2d Conv2d(
            long in_channels,
            long out_channels,
            long kernelSize,
            Padding padding,
            long stride = 1,
            long dilation = 1,
            PaddingModes padding_mode = PaddingModes.Zeros,
            long groups = 1,
            bool bias = true,
            Device device = null,
            ScalarType? dtype = null) =>
            Conv2d(
                in_channels, out_channels, (kernelSize, kernelSize), padding, (stride, stride), (dilation, dilation),
                padding_mode, groups, bias, device, dtype);

        public static Conv2d Conv2d(
            long in_channels,
            long out_channels,
            (long, long) kernelSize,
            Padding padding,
            (long, long)? stride = null,
            (long, long)? dilation = null,
            PaddingModes padding_mode = PaddingModes.Zeros,
            long groups = 1,
            bool bias = true,
            Device device = null,
            ScalarType? dtype = null) =>
            new Conv2d(
                in_channels, out_channels, kernelSize, stride ?? (1, 1), padding == Padding.Valid ? (0, 0) : null, dilation ?? (1, 1),
                padding_mode, groups, bias)
                .MoveModule<Conv2d>(device, dtype);

        public static partial class functional
        {
            public static Tensor conv2d(
                Tensor input,
                Tensor weight,
                Tensor bias = null,
                long[] strides = null,
                long[] padding = null,
                long[] dilation = null,
                long groups = 1)
            {
                strides ??= [1];
                padding ??= [0];
                dilation ??= [1];
                fixed (long* stridePointer = strides, paddingPointer = padding, dilationPointer = dilation)
                {
                    IntPtr result = Native.ts_conv2d(
                        input.Handle, weight.Handle, bias?.Handle ?? IntPtr.Zero, stridePointer, strides.Length,
                        paddingPointer, padding.Length, dilationPointer, dilation.Length, groups);
                    return Native.Tensor(result, input, weight, bias);
                }
            }
        }
    }
}
