namespace TorchSharp;

public static partial class torch
{
    // How members reach the native library: Map makes a tensor, Change works in place, Pair makes two.
    // The tensors of a call are kept alive until it returns: a finaliser would free them below it.
    public unsafe partial class Tensor
    {
        private Tensor Map(delegate*<IntPtr, IntPtr> call)
        {
            IntPtr result = call(Handle);
            GC.KeepAlive(this);
            return Native.Tensor(result);
        }

        private Tensor Map(delegate*<IntPtr, IntPtr, IntPtr> call, Tensor other)
        {
            IntPtr result = call(Handle, other.Handle);
            GC.KeepAlive(this);
            GC.KeepAlive(other);
            return Native.Tensor(result);
        }

        private Tensor Map(delegate*<IntPtr, ScalarValue, IntPtr> call, Scalar scalar)
        {
            IntPtr result = call(Handle, scalar.Value);
            GC.KeepAlive(this);
            return Native.Tensor(result);
        }

        private Tensor Map(delegate*<IntPtr, long*, int, IntPtr> call, ReadOnlySpan<long> values)
        {
            fixed (long* pointer = values)
            {
                IntPtr result = call(Handle, pointer, values.Length);
                GC.KeepAlive(this);
                return Native.Tensor(result);
            }
        }

        private Tensor Change(delegate*<IntPtr, int> call)
        {
            Native.Check(call(Handle));
            GC.KeepAlive(this);
            return this;
        }

        private Tensor Change(delegate*<IntPtr, IntPtr, int> call, Tensor other)
        {
            Native.Check(call(Handle, other.Handle));
            GC.KeepAlive(this);
            GC.KeepAlive(other);
            return this;
        }

        private Tensor Change(delegate*<IntPtr, ScalarValue, int> call, Scalar scalar)
        {
            Native.Check(call(Handle, scalar.Value));
            GC.KeepAlive(this);
            return this;
        }

        private (Tensor, Tensor) Pair(delegate*<IntPtr, long, int, IntPtr*, int> call, long dim, bool keepdim)
        {
            IntPtr* results = stackalloc IntPtr[2];
            Native.Check(call(Handle, dim, Native.Flag(keepdim), results));
            GC.KeepAlive(this);
            return (new Tensor(results[0]), new Tensor(results[1]));
        }

        /// <summary>Wraps a result; to be called after the native call, so that this tensor outlives it.</summary>
        private Tensor Made(IntPtr result)
        {
            GC.KeepAlive(this);
            return Native.Tensor(result);
        }

        private Tensor Made(IntPtr result, Tensor first, Tensor second = null)
        {
            GC.KeepAlive(first);
            GC.KeepAlive(second);
            return Made(result);
        }

        private Tensor Changed(int status)
        {
            GC.KeepAlive(this);
            Native.Check(status);
            return this;
        }

        private Tensor Changed(int status, Tensor first, Tensor second = null)
        {
            GC.KeepAlive(first);
            GC.KeepAlive(second);
            return Changed(status);
        }
    }
}
