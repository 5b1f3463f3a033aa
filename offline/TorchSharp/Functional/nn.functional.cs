namespace TorchSharp;

public static unsafe partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            public static Tensor log_softmax(Tensor x, long dim) => x.log_softmax(dim);

            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1e-08) =>
                Native.Tensor(Native.ts_cosine_similarity(x1.Handle, x2.Handle, dim, eps), x1, x2);

            public static Tensor one_hot(Tensor x, long num_classes = -1) => x.dtype == ScalarType.Int64
                ? Native.Tensor(Native.ts_one_hot(x.Handle, num_classes), x)
                : throw new ArgumentException("OneHot input tensor must have elements of type Int64");

            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                fixed (long* pointer = pad)
                {
                    return Native.Tensor(Native.ts_pad(input.Handle, pointer, pad.Length, (int)mode, value), input);
                }
            }

            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, (ReadOnlySpan<long>)pad, mode, value);

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, stackalloc long[] { pad.Item1, pad.Item2 }, mode, value);

            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, stackalloc long[] { pad.Item1, pad.Item2, pad.Item3, pad.Item4 }, mode, value);

            // One number pads every dimension, on both sides.
            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                Span<long> all = stackalloc long[2 * (int)input.ndim];
                all.Fill(pad);
                return functional.pad(input, all, mode, value);
            }
        }
    }
}
