using TorchSharp;

namespace MLNet.Ride.Torch.Tests;

/// <summary>Leak tests by TorchSharp's own count of live tensors.</summary>
/// <remarks>
/// TorchSharp counts a tensor that becomes a Parameter once more and never takes that back, so that a model with cosine heads
/// leaves a few in the count: compare with making and disposing such a model.
/// </remarks>
internal static class TensorCount
{
    /// <summary>By how many tensors the count is higher after an action.</summary>
    public static long Left(Action action)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = torch.Tensor.TotalCount;
        action();
        return torch.Tensor.TotalCount - before;
    }
}
