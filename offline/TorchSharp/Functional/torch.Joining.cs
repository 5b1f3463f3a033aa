namespace TorchSharp;

public static unsafe partial class torch
{
    public static Tensor cat(IList<Tensor> tensors, long dim = 0)
    {
        if (tensors.Count == 0)
        {
            throw new ArgumentException(nameof(tensors));
        }

        if (tensors.Count == 1)
        {
            return tensors[0];
        }

        return Joined(&Native.ts_cat, tensors, dim);
    }

    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Joined(&Native.ts_stack, tensors, dim);

    private static Tensor Joined(delegate*<IntPtr*, int, long, IntPtr> join, IEnumerable<Tensor> tensors, long dim)
    {
        IntPtr[] handles = Native.Handles(tensors);
        fixed (IntPtr* pointer = handles)
        {
            IntPtr result = join(pointer, handles.Length, dim);
            GC.KeepAlive(tensors);
            return Native.Tensor(result);
        }
    }
}
