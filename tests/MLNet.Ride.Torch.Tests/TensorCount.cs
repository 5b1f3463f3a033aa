using TorchSharp;

namespace MLNet.Ride.Torch.Tests;

/// <summary>Leak tests by TorchSharp's own count of live tensors.</summary>
internal static class TensorCount
{
    /// <summary>Asserts that a run leaves no tensors.</summary>
    /// <param name="run">What is examined.</param>
    /// <param name="models">
    /// Makes and disposes the models, or single parameters, that the run makes, because TorchSharp counts every parameter for good; null where it
    /// makes none.
    /// </param>
    public static void AssertNoneLeft(Action run, Action? models = null)
    {
        long ofModels = models is null ? 0 : After(models);
        long left = After(run) - ofModels;
        Assert.True(left == 0, $"The run leaves {left} tensors.");
    }

    private static long After(Action action)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = torch.Tensor.TotalCount;
        action();
        return torch.Tensor.TotalCount - before;
    }
}
