using System.Reflection;
using TorchSharp;
using Xunit.Sdk;

namespace MLNet.Ride.Torch.Tests;

/// <summary>The row <c>cuda</c> of a theory over devices; skipped where there is no GPU.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnGpuAttribute : DataAttribute
{
    public override string? Skip
    {
        get => torch.cuda.is_available() ? null : "There is no CUDA GPU, or libtorch is a build for CPUs.";
        set => base.Skip = value;
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [["cuda"]];
}
