using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [DllImport(Library)]
    internal static extern int ts_requires_grad(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_set_requires_grad(IntPtr x, int requiresGrad);

    [DllImport(Library)]
    internal static extern int ts_is_leaf(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_retain_grad(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_grad(IntPtr x, IntPtr* results);

    [DllImport(Library)]
    internal static extern int ts_set_grad(IntPtr x, IntPtr grad);

    [DllImport(Library)]
    internal static extern IntPtr ts_detach(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_detach_(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_set_data(IntPtr x, IntPtr data);

    [DllImport(Library)]
    internal static extern int ts_backward(
        IntPtr* tensors, int count, IntPtr* grads, int gradCount, int retainGraph, int createGraph, IntPtr* inputs, int inputCount);

    [DllImport(Library)]
    internal static extern int ts_autograd_grad(
        IntPtr* outputs, int outputCount, IntPtr* inputs, int inputCount, IntPtr* grads, int gradCount, int retainGraph, int createGraph,
        int allowUnused, IntPtr* results);

    [DllImport(Library)]
    internal static extern int ts_is_grad_enabled();

    [DllImport(Library)]
    internal static extern void ts_set_grad_enabled(int enabled);

    [DllImport(Library)]
    internal static extern int ts_is_inference_mode();

    [DllImport(Library)]
    internal static extern IntPtr ts_begin_inference_mode(int enabled);

    [DllImport(Library)]
    internal static extern void ts_end_inference_mode(IntPtr mode);
}
