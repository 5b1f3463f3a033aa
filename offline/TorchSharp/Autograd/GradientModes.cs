namespace TorchSharp;

/// <summary>Turns the recording of gradients on this thread on or off until disposed.</summary>
internal sealed class AutoGradMode : IDisposable
{
    private readonly bool _before = IsEnabled;

    internal AutoGradMode(bool enabled) => Native.ts_set_grad_enabled(Native.Flag(enabled));

    internal static bool IsEnabled => Native.ts_is_grad_enabled() != 0;

    public void Dispose() => Native.ts_set_grad_enabled(Native.Flag(_before));
}

internal sealed class InferenceMode : IDisposable
{
    private IntPtr _guard;

    internal InferenceMode(bool mode) => _guard = Native.ts_begin_inference_mode(Native.Flag(mode));

    internal static bool IsEnabled => Native.ts_is_inference_mode() != 0;

    public void Dispose()
    {
        if (_guard != IntPtr.Zero)
        {
            Native.ts_end_inference_mode(_guard);
            _guard = IntPtr.Zero;
        }
    }
}
