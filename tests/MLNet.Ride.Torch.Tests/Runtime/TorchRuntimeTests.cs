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
        new EntryPointNotFoundException(),
    ];

    [Theory]
    [MemberData(nameof(FirstTouches))]
    public void A_missing_runtime_is_an_error_that_names_the_package(Exception thrown)
    {
        var error = Assert.Throws<InvalidOperationException>(() => TorchRuntime.Load(() => throw thrown));

        Assert.Contains("TorchSharp-cpu", error.Message);
        Assert.Same(thrown, error.InnerException);
    }

    [Fact]
    public void Without_a_number_CUDA_is_used_where_it_is_available()
        => Assert.Equal(torch.cuda.is_available() ? DeviceType.CUDA : DeviceType.CPU, TorchRuntime.SelectDevice(null, false).type);

    [Fact]
    public void An_absent_GPU_falls_back_only_if_allowed()
    {
        Assert.Equal(DeviceType.CPU, TorchRuntime.SelectDevice(99, true).type);
        Assert.Contains("GPU 99", Assert.Throws<InvalidOperationException>(() => TorchRuntime.SelectDevice(99, false)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => TorchRuntime.SelectDevice(-1, true));
    }
}
