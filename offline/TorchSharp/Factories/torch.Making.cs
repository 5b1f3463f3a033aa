using System.Runtime.InteropServices;

namespace TorchSharp;

// What the factories share.
public static unsafe partial class torch
{
    private static Tensor New(
        delegate*<long*, int, int, int, int, int, IntPtr> make,
        ReadOnlySpan<long> size,
        ScalarType? dtype,
        Device device,
        bool requires_grad,
        string[] names)
    {
        ThrowIfNamed(names);
        device = InitializeDevice(device);
        int type = (int)(dtype ?? get_default_dtype());
        fixed (long* shape = size)
        {
            IntPtr result = make(shape, size.Length, type, (int)device.type, device.index, Native.Flag(requires_grad));
            if (result == IntPtr.Zero && FreeGarbage())
            {
                result = make(shape, size.Length, type, (int)device.type, device.index, Native.Flag(requires_grad));
            }

            return Native.Tensor(result);
        }
    }

    private static Tensor Drawn(
        delegate*<IntPtr, long*, int, int, int, int, int, IntPtr> draw,
        ReadOnlySpan<long> size,
        ScalarType? dtype,
        Device device,
        bool requires_grad,
        Generator generator,
        string[] names)
    {
        ThrowIfNamed(names);
        if (dtype.HasValue && is_integral(dtype.Value))
        {
            throw new ArgumentException(
                $"A random tensor was asked for with a bad dtype: {dtype}. It must be floating point or complex.", nameof(dtype));
        }

        device = InitializeDevice(device);
        int type = (int)(dtype ?? get_default_dtype());
        fixed (long* shape = size)
        {
            IntPtr result = draw(
                Generator.HandleOf(generator), shape, size.Length, type, (int)device.type, device.index, Native.Flag(requires_grad));
            GC.KeepAlive(generator);
            return Native.Tensor(result);
        }
    }

    private static Tensor FromScalar(Scalar scalar, ScalarType type, Device device, bool requires_grad)
    {
        device = InitializeDevice(device);
        return Native.Tensor(Native.ts_scalar_tensor(
            scalar.Value, (int)type, (int)device.type, device.index, Native.Flag(requires_grad)));
    }

    private static Tensor FromCopy(
        Array values, ReadOnlySpan<long> shape, ScalarType type, ScalarType? dtype, Device device, bool requires_grad, string[] names)
    {
        ThrowIfTooSmall(values, shape);
        return FromMemory((Array)values.Clone(), shape, type, dtype, device, requires_grad, names);
    }

    /// <summary>A tensor over the memory of an array, which stays pinned for as long as libtorch holds it.</summary>
    private static Tensor FromMemory(
        Array values, ReadOnlySpan<long> shape, ScalarType type, ScalarType? dtype, Device device, bool requires_grad, string[] names)
    {
        ThrowIfNamed(names);
        ThrowIfTooSmall(values, shape);
        device = InitializeDevice(device);
        GCHandle pinned = GCHandle.Alloc(values, GCHandleType.Pinned);
        fixed (long* pointer = shape)
        {
            IntPtr result = Native.ts_from_memory(
                pinned.AddrOfPinnedObject(), (int)type, &Unpin, GCHandle.ToIntPtr(pinned), pointer, shape.Length,
                (int)(dtype ?? type), (int)device.type, device.index, Native.Flag(requires_grad));
            return Native.Tensor(result);
        }
    }

    [UnmanagedCallersOnly]
    private static void Unpin(IntPtr pinned) => GCHandle.FromIntPtr(pinned).Free();

    private static long[] ShapeOf(Array values)
    {
        long[] shape = new long[values.Rank];
        for (int i = 0; i < shape.Length; i++)
        {
            shape[i] = values.GetLongLength(i);
        }

        return shape;
    }

    private static bool FreeGarbage()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return true;
    }

    private static void ThrowIfTooSmall(Array values, ReadOnlySpan<long> shape)
    {
        long count = 1;
        foreach (long size in shape)
        {
            count *= size;
        }

        if (count > values.LongLength)
        {
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {count} vs. {values.LongLength}");
        }
    }

    private static void ThrowIfNamed(string[] names)
    {
        if (names is { Length: > 0 })
        {
            throw new NotSupportedException("Named dimensions are not part of the offline stand-in of TorchSharp.");
        }
    }

    public partial class Tensor
    {
        private Tensor Like(delegate*<IntPtr, int, int, int, int, IntPtr> make, ScalarType? dtype, Device device, bool requires_grad)
        {
            int type = (int)(dtype ?? this.dtype);
            device ??= this.device;
            return Made(make(Handle, type, (int)device.type, device.index, Native.Flag(requires_grad)));
        }
    }
}
