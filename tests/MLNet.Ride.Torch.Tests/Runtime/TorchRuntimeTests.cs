using MLNet.Ride.Torch.Runtime;
using TorchSharp;

namespace MLNet.Ride.Torch.Tests.Runtime;

public class TorchRuntimeTests
{
    public static TheoryData<Exception> FirstTouches =>
    [
        new TypeInitializationException("TorchSharp.torch", new NotSupportedException()),
        new NotSupportedException(),
        new DllNotFoundException(),
    ];

    [Theory]
    [MemberData(nameof(FirstTouches))]
    public void AMissingRuntimeNamesThePackagesToAdd(Exception thrown)
    {
        var error = Assert.Throws<InvalidOperationException>(() => TorchRuntime.Load(() => throw thrown));

        Assert.Contains("TorchSharp-cpu", error.Message);
        Assert.Contains("TorchSharp-cuda-windows", error.Message);
        Assert.Contains("TorchSharp-cuda-linux", error.Message);
        Assert.Same(thrown, error.InnerException);
    }

    [Fact]
    public void WithoutANumberCudaIsTakenWhereItIs()
        => Assert.Equal(torch.cuda.is_available() ? DeviceType.CUDA : DeviceType.CPU, TorchRuntime.SelectDevice(null, false).type);

    [Fact]
    public void AnAbsentGpuFallsBackOnlyIfAllowed()
    {
        Assert.Equal(DeviceType.CPU, TorchRuntime.SelectDevice(99, true).type);
        Assert.Contains("GPU 99", Assert.Throws<InvalidOperationException>(() => TorchRuntime.SelectDevice(99, false)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => TorchRuntime.SelectDevice(-1, true));
    }
}
