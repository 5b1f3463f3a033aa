using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace TorchSharp;

/// <summary>The C interface of offline/native. A null handle or a zero status means that an exception was caught there.</summary>
internal static unsafe partial class Native
{
    internal const string Library = "TorchSharpOffline";

    /// <summary>Throws DllNotFoundException where the library is missing.</summary>
    internal static void RequireLibrary() => ts_version();

    internal static torch.Tensor Tensor(IntPtr handle)
    {
        if (handle == IntPtr.Zero)
        {
            Throw();
        }

        return new torch.Tensor(handle);
    }

    /// <summary>A result, with the tensors that had to live until it was there.</summary>
    internal static torch.Tensor Tensor(IntPtr handle, torch.Tensor first, torch.Tensor second = null, torch.Tensor third = null)
    {
        GC.KeepAlive(first);
        GC.KeepAlive(second);
        GC.KeepAlive(third);
        return Tensor(handle);
    }

    internal static void Check(int status)
    {
        if (status == 0)
        {
            Throw();
        }
    }

    internal static void Throw() => throw new ExternalException(TakeError() ?? "a native call failed");

    internal static string TakeError() => Marshal.PtrToStringUTF8((IntPtr)ts_take_error());

    internal static int Flag(bool value) => value ? 1 : 0;

    internal static int Type(torch.ScalarType? type) => type.HasValue ? (int)type.Value : -1;

    /// <summary>The handles of some tensors, for a call; the caller keeps the tensors alive.</summary>
    internal static IntPtr[] Handles(IEnumerable<torch.Tensor> tensors) =>
        tensors is null ? [] : tensors.Select(tensor => tensor.Handle).ToArray();
}
