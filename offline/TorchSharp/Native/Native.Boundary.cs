using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [DllImport(Library)]
    internal static extern byte* ts_take_error();

    [DllImport(Library)]
    internal static extern byte* ts_version();

    [DllImport(Library)]
    internal static extern int ts_get_num_threads();

    [DllImport(Library)]
    internal static extern int ts_set_num_threads(int count);

    [DllImport(Library)]
    internal static extern int ts_get_num_interop_threads();

    [DllImport(Library)]
    internal static extern int ts_set_num_interop_threads(int count);

    [DllImport(Library)]
    internal static extern int ts_set_default_dtype(int type);

    [DllImport(Library)]
    internal static extern int ts_cuda_is_available();

    [DllImport(Library)]
    internal static extern int ts_cuda_device_count();

    [DllImport(Library)]
    internal static extern int ts_cudnn_is_available();

    [DllImport(Library)]
    internal static extern int ts_cuda_synchronize(int index);

    [DllImport(Library)]
    internal static extern int ts_cuda_manual_seed(long seed, int all);
}
