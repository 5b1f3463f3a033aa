using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [DllImport(Library)]
    internal static extern IntPtr ts_function_record(
        IntPtr* inputs, int count, IntPtr output, IntPtr* saved, int savedCount,
        delegate* unmanaged<IntPtr, IntPtr, IntPtr, IntPtr, void> backward, delegate* unmanaged<IntPtr, void> release, IntPtr function);

    [DllImport(Library)]
    internal static extern int ts_function_saved(IntPtr context, IntPtr* results);

    [DllImport(Library)]
    internal static extern int ts_function_add_gradient(IntPtr result, IntPtr gradient);

    [DllImport(Library)]
    internal static extern int ts_function_fail(IntPtr result, byte* message, int length);
}
