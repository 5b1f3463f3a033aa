namespace TorchSharp;

public static unsafe partial class torch
{
    public enum InterpolationMode
    {
        Nearest = 0,
        Linear = 1,
        Bilinear = 2,
        Bicubic = 3,
        Trilinear = 4,
        Area = 5,
    }

    public enum GridSampleMode
    {
        Nearest = 0,
        Bilinear = 2,
    }

    public enum GridSamplePaddingMode
    {
        Zeros = 0,
        Reflection = 1,
        Border = 2,
    }

    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor grid_sample(
                Tensor input,
                Tensor grid,
                GridSampleMode mode = GridSampleMode.Bilinear,
                GridSamplePaddingMode padding_mode = GridSamplePaddingMode.Zeros,
                bool? align_corners = null)
            {
                // libtorch's numbers: 0 bilinear, 1 nearest; 0 zeros, 1 border, 2 reflection.
                int interpolation = mode == GridSampleMode.Nearest ? 1 : 0;
                int padding = padding_mode switch
                {
                    GridSamplePaddingMode.Border => 1,
                    GridSamplePaddingMode.Reflection => 2,
                    _ => 0,
                };
                IntPtr result = Native.ts_grid_sample(
                    input.Handle, grid.Handle, interpolation, padding, Native.Flag(align_corners.GetValueOrDefault()));
                return Native.Tensor(result, input, grid);
            }

            public static Tensor affine_grid(Tensor theta, long[] size = null, bool align_corners = false)
            {
                fixed (long* pointer = size)
                {
                    return Native.Tensor(Native.ts_affine_grid(theta.Handle, pointer, size?.Length ?? 0, Native.Flag(align_corners)), theta);
                }
            }

            public static Tensor interpolate(
                Tensor x,
                long[] size = null,
                double[] scale_factor = null,
                InterpolationMode mode = InterpolationMode.Nearest,
                bool? align_corners = null,
                bool recompute_scale_factor = false)
            {
                int interpolation = mode switch
                {
                    InterpolationMode.Nearest => 0,
                    InterpolationMode.Bilinear => 1,
                    InterpolationMode.Bicubic => 2,
                    _ => throw new NotSupportedException($"The offline stand-in of TorchSharp does not interpolate with {mode}."),
                };
                if (recompute_scale_factor)
                {
                    throw new NotSupportedException("The offline stand-in of TorchSharp does not recompute scale factors.");
                }

                long[] sizes = size?.Length == 1 ? [size[0], size[0]] : size;
                double[] factors = scale_factor?.Length == 1 ? [scale_factor[0], scale_factor[0]] : scale_factor;
                fixed (long* sizePointer = sizes)
                {
                    fixed (double* factorPointer = factors)
                    {
                        IntPtr result = Native.ts_interpolate2d(
                            x.Handle, sizePointer, factorPointer, interpolation, Native.Flag(align_corners.GetValueOrDefault()));
                        return Native.Tensor(result, x);
                    }
                }
            }
        }
    }
}
