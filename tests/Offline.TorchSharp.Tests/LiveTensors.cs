using static TorchSharp.torch;

namespace Offline.TorchSharp.Tests;

internal static class LiveTensors
{
    /// <summary>The number of live tensors once everything that is garbage has been collected.</summary>
    public static long Count()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return Tensor.TotalCount;
    }
}
