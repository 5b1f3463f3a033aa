using Microsoft.Win32.SafeHandles;

namespace TorchSharp;

/// <summary>
/// A tensor that belongs to a built-in layer itself, as those of the real package belong to its native module: outside the
/// count of live tensors and the dispose scopes. The parameters and buffers that a layer registers are aliases of it.
/// </summary>
internal sealed class NativeTensor : SafeHandleZeroOrMinusOneIsInvalid
{
    internal NativeTensor(IntPtr owned)
        : base(true) => SetHandle(owned);

    internal static NativeTensor Alias(torch.Tensor tensor) => new(NewAlias(tensor.Handle));

    /// <summary>The handle for a call; zero where the layer has no such tensor.</summary>
    internal static IntPtr HandleOf(NativeTensor tensor)
    {
        if (tensor is null)
        {
            return IntPtr.Zero;
        }

        ObjectDisposedException.ThrowIf(tensor.IsClosed, tensor);
        return tensor.handle;
    }

    internal IntPtr NewAlias() => NewAlias(HandleOf(this));

    /// <summary>Moves the contents, counters included, so that every alias moves along.</summary>
    internal void MoveTo(torch.ScalarType? type, torch.Device device, bool nonBlocking)
    {
        using IDisposable unrecorded = torch.no_grad();
        using torch.Tensor before = new(NewAlias());
        using torch.Tensor moved = before.to(type ?? before.dtype, device ?? before.device, non_blocking: nonBlocking);
        Native.Check(Native.ts_set_data(handle, moved.Handle));
    }

    protected override bool ReleaseHandle()
    {
        Native.ts_dispose(handle);
        return true;
    }

    private static IntPtr NewAlias(IntPtr handle)
    {
        IntPtr alias = Native.ts_alias(handle);
        if (alias == IntPtr.Zero)
        {
            Native.Throw();
        }

        return alias;
    }
}
